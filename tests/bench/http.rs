//! A client that does nothing but ask: connections that are kept, requests that are written down beforehand.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// What came of asking for a while.
#[derive(Debug)]
pub(crate) struct Rate {
    /// Answers a second.
    pub(crate) a_second: f64,
    /// The middle time to an answer, in milliseconds.
    pub(crate) p50: f64,
    /// The time that 99 of 100 answers keep within, in milliseconds.
    pub(crate) p99: f64,
    /// Bytes of an answer's body.
    pub(crate) bytes: usize,
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0} a second, p50 {:.2} ms, p99 {:.2} ms, {} bytes", self.a_second, self.p50, self.p99, self.bytes)
    }
}

/// A GET.
pub(crate) fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n")
}

/// A POST of JSON.
pub(crate) fn post(path: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// Asks the same over several connections for a while, each asking anew as soon as it is answered. The status must be `status`.
pub(crate) async fn asked(address: SocketAddr, request: &str, status: u16, connections: usize, time: Duration) -> Rate {
    let begun = Instant::now();
    let client = |_| async {
        let mut stream = BufReader::new(TcpStream::connect(address).await.unwrap());
        stream.get_ref().set_nodelay(true).unwrap();
        let (mut times, mut bytes) = (Vec::new(), 0);
        while begun.elapsed() < time {
            let sent = Instant::now();
            stream.get_mut().write_all(request.as_bytes()).await.unwrap();
            let (found, length) = answer(&mut stream).await;
            assert_eq!(found, status, "{request}");
            bytes = length;
            times.push(sent.elapsed().as_secs_f64() * 1_000.0);
        }
        (times, bytes)
    };
    let answered = futures_util::future::join_all((0..connections).map(client)).await;
    let seconds = begun.elapsed().as_secs_f64();
    let bytes = answered.first().map_or(0, |(_, bytes)| *bytes);
    let mut times: Vec<f64> = answered.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    Rate { a_second: times.len() as f64 / seconds, p50: at(50), p99: at(99), bytes }
}

/// Reads an answer: its status, and how long its body is.
async fn answer(stream: &mut BufReader<TcpStream>) -> (u16, usize) {
    let (mut status, mut length, mut line) = (0, 0, String::new());
    loop {
        line.clear();
        stream.read_line(&mut line).await.unwrap();
        let text = line.trim_end().to_ascii_lowercase();
        if text.is_empty() {
            break;
        }
        if let Some(rest) = text.strip_prefix("http/1.1 ") {
            status = rest[..3].parse().unwrap();
        } else if let Some(number) = text.strip_prefix("content-length:") {
            length = number.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    (status, length)
}
