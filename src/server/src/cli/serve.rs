//! `sextant serve`.

mod settings;

use std::net::SocketAddr;
use std::time::Duration;

use sextant_store::{Database, access};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Verdict;
use super::output::Out;
use crate::heartbeat::Heartbeat;
use crate::http::{self, Settings, State};
use crate::{clock, open};

/// Requests and a look of the heartbeat may take this long to end once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(20);

/// Where to serve.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub(super) listen: SocketAddr,
    #[command(flatten)]
    settings: settings::SettingsArgs,
}

pub(super) async fn run(url: &str, args: &Args, out: &mut Out) -> anyhow::Result<Verdict> {
    let settings = args.settings.read()?;
    let listener = listen(args.listen).await?;
    let database = open::prepared(url).await?;
    guarded(args.listen, &database).await?;
    out.line(format_args!("Sextant serves {} on http://{}/", database.shown_url(), listener.local_addr()?))?;
    serve(listener, database, &settings).await
}

/// Refuses to serve other machines before anybody holds a token: whoever reached the port could not be told from the public,
/// and nobody could write.
///
/// # Errors
/// Where the address is not this machine's alone and no token can be used.
pub(super) async fn guarded(address: SocketAddr, database: &Database) -> anyhow::Result<()> {
    if address.ip().is_loopback() || access::usable(database.read(), clock::now().timestamp()).await? > 0 {
        return Ok(());
    }
    anyhow::bail!(
        "{address} can be reached from other machines, and no token exists yet: nobody could be told from the public. Make one \
         with `sextant token create --council CODE --role admin --name NAME`, or listen on 127.0.0.1 alone"
    )
}

/// Takes the port.
///
/// # Errors
/// When it is taken, or not ours to take.
pub(super) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    use std::io::ErrorKind;
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow::anyhow!(
            "something else already listens on {address}, perhaps another Sextant. Stop it, or choose another port with \
             --listen {}:{}",
            address.ip(),
            address.port().wrapping_add(1)
        ),
        ErrorKind::PermissionDenied => anyhow::anyhow!(
            "this user may not listen on {address}: choose a port of 1024 or more with --listen"
        ),
        ErrorKind::AddrNotAvailable => anyhow::anyhow!("this machine has no address {}: choose one it has", address.ip()),
        _ => anyhow::anyhow!("cannot listen on {address}: {error}"),
    })
}

/// Serves until it is told to stop.
pub(super) async fn serve(listener: TcpListener, database: Database, settings: &Settings) -> anyhow::Result<Verdict> {
    let stopping = CancellationToken::new();
    tokio::spawn(watch_signals(stopping.clone()));
    let heartbeat = Heartbeat::start(database.clone(), clock::clock()).await?;
    // Requests have connections of their own, whose statements end in time: a batch cannot keep them waiting.
    let asked =
        Database::open_for_requests(database.url(), Duration::from_secs(settings.limits.statement_seconds)).await?;
    let state = State::new(asked.clone(), clock::clock(), heartbeat.pulse.clone(), stopping.clone(), settings)
        .map_err(|error| anyhow::anyhow!("a manifest of documents {error}"))?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    let service = http::router(state).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stopping.clone().cancelled_owned());
    let drained = async {
        let served = server.await;
        heartbeat.stop().await;
        served
    };
    tokio::select! {
        served = drained => {
            served?;
            asked.close().await?;
            database.close().await?;
            tracing::info!("stopped");
        }
        () = after(&stopping) => tracing::warn!(seconds = DRAIN.as_secs(), "stopped with requests still under way"),
    }
    Ok(Verdict::Done)
}

async fn after(stopping: &CancellationToken) {
    stopping.cancelled().await;
    tokio::time::sleep(DRAIN).await;
}

/// The first signal asks to stop, the second insists.
async fn watch_signals(stopping: CancellationToken) {
    signal().await;
    tracing::info!(seconds = DRAIN.as_secs(), "stopping: what is under way may end");
    stopping.cancel();
    signal().await;
    tracing::warn!("stopped at once");
    std::process::exit(1);
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn signal() {
    drop(tokio::signal::ctrl_c().await);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_said_plainly() {
        let first = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = first.local_addr().unwrap();
        let error = listen(address).await.unwrap_err().to_string();
        assert!(error.starts_with(&format!("something else already listens on {address}")), "{error}");
    }

    #[tokio::test]
    async fn other_machines_are_served_only_once_there_is_a_token() {
        let folder = tempfile::tempdir().unwrap();
        let database = open::prepared(&format!("sqlite://{}/a.db", folder.path().display())).await.unwrap();
        guarded("127.0.0.1:0".parse().unwrap(), &database).await.unwrap();
        guarded("[::1]:0".parse().unwrap(), &database).await.unwrap();
        let told = guarded("0.0.0.0:8080".parse().unwrap(), &database).await.unwrap_err().to_string();
        assert!(told.contains("sextant token create"), "{told}");
    }
}
