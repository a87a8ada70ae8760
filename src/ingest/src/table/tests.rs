//! Tables in every form, whole, ragged, cut and damaged.

use super::*;
use crate::testing::{gzip, source};

const KIND: Kind = Kind { name: "a test table", required: &["a", "b|B2"], ragged: false };
const RAGGED: Kind = Kind { name: "a ragged table", required: &["a"], ragged: true };

type Cells = Vec<(u64, Vec<String>)>;

fn read_kind(kind: &'static Kind, bytes: &[u8]) -> Result<(Tail, Cells), FileError> {
    let mut cells = Vec::new();
    let tail = Table::open(Source::from_bytes("test.csv", bytes.to_vec())?, kind)?.drive(
        &mut |row: Row<(u64, Vec<String>)>| {
            cells.extend(row);
            Flow::Continue
        },
        |record, sink| {
            let texts = record.fields.iter().map(|field| cell::text(field).into_owned()).collect();
            sink.emit(Ok((record.line, texts)));
            Ok(())
        },
    )?;
    Ok((tail, cells))
}

fn read(bytes: &[u8]) -> Result<Cells, FileError> {
    read_kind(&KIND, bytes).map(|(_, cells)| cells)
}

#[track_caller]
fn check(bytes: &[u8], expected: &[(u64, &[&str])]) {
    let expected: Cells =
        expected.iter().map(|(line, texts)| (*line, texts.iter().map(|t| (*t).to_owned()).collect())).collect();
    assert_eq!(read(bytes).unwrap(), expected);
    assert_eq!(read(&gzip(bytes)).unwrap(), expected, "gzipped");
}

#[test]
fn every_form_of_a_text_table_is_read() {
    check(b"a,b\n1,2\n3,4\n", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    check(b"\xef\xbb\xbf\"a\",\"b\"\r\n1,2\r\n3,4", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    check(b"a,b\n\n\n\"x\ny\",2\n,\n3,4\n", &[(4, &["x\ny", "2"]), (7, &["3", "4"])]);
    check(b"a,b\r\n\r\n\"x\r\ny\",2\r\n3,4\r\n", &[(3, &["x\r\ny", "2"]), (5, &["3", "4"])]);
    check(b"A title line\n\n A ,B2,c\n1,\xc9,3,extra\n", &[(4, &["1", "É", "3", "extra"])]);
    check(b"a,b\n1,2\n3,4", &[(2, &["1", "2"]), (3, &["3", "4"])]);
}

#[test]
fn cut_files_are_told_from_ragged_ones() {
    let cut = |bytes: &[u8]| matches!(read(bytes), Err(FileError::Truncated { line: 3, .. }));
    assert!(cut(b"a,b,c\n1,2,3\n4,5"));
    assert!(cut(b"a,b,c\n1,2,3\n4,5,\"6"));
    assert!(!cut(b"a,b,c\n1,2,3\n4,5\n"), "a short row with a line end is ragged, not cut");
    assert!(!cut(b"a,b,c\n1,2,3\n4,5,6"));
    assert!(!cut(b"a,b,c\n1,2\n4,5"), "as short as the row before it");
    assert!(read_kind(&RAGGED, b"a,b,c\n1,2").is_ok());
    assert!(matches!(read_kind(&RAGGED, b"a,b,c\n1,2\n3"), Err(FileError::Truncated { .. })));
}

#[test]
fn a_cut_or_damaged_gzip_file_is_an_error() {
    let rows: Vec<u8> = (0..20_000).flat_map(|n| format!("{n},{}\n", n * 7919 % 10_007).into_bytes()).collect();
    let whole = gzip(&[b"a,b\n".as_slice(), &rows].concat());
    assert_eq!(read(&whole).unwrap().len(), 20_000);
    for end in [12, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
        assert!(matches!(read(&whole[..end]), Err(FileError::Truncated { .. })), "cut after {end} bytes");
    }
    let mut damaged = whole.clone();
    let middle = damaged.len() - 6;
    damaged[middle] ^= 0xff;
    assert!(matches!(read(&damaged), Err(FileError::Damaged { .. })));
}

#[test]
fn what_is_no_table_is_refused() {
    let is = |bytes: &[u8], want: fn(&FileError) -> bool| match read(bytes) {
        Err(error) => assert!(want(&error), "{error}"),
        Ok(_) => panic!("read {bytes:?}"),
    };
    is(b"a,b\n", |e| matches!(e, FileError::Empty { .. }));
    is(b"\n\n \n", |e| matches!(e, FileError::OtherKind { .. } | FileError::Empty { .. }));
    is(b"PK\x03\x04abc", |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like.contains("workbook")));
    is(b"<html><p>Error</p>", |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like == "a web page"));
    is(b"\x89PNG\r\n\x1a\n", |e| matches!(e, FileError::Binary { .. }));
    is(
        b"The service is down\n",
        |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like.contains("no table")),
    );
    is(b"a,c\n1,2\n", |e| matches!(e, FileError::MissingColumns { missing, .. } if missing == &["b or B2"]));
    is(
        b"URN,LinkURN,LinkType\n1,2,3\n",
        |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like.contains("links")),
    );
    is(&[b"a,b\n".repeat(100_000), b"1,\0\n".to_vec()].concat(), |e| matches!(e, FileError::Binary { .. }));
    assert!(matches!(Source::from_bytes("x", Vec::new()), Err(FileError::Empty { .. })));
    assert!(matches!(Source::from_bytes("x", gzip(b"")), Err(FileError::Empty { .. })));
    assert!(matches!(Source::open("no/such/file"), Err(FileError::NotAFile { .. })));
    assert!(matches!(Source::open("."), Err(FileError::NotAFile { .. })));
}

#[test]
fn the_account_covers_the_whole_file() {
    // printf 'a,b\n1,2\n3,4\n' | sha256sum
    let known = "b9485148546419a0f6a85e8d708c923557c15d7f3c7d078ef1fa7f7c0f57d5a5";
    let (tail, _) = read_kind(&KIND, b"a,b\n1,2\n3,4\n").unwrap();
    assert_eq!((tail.rows_read, tail.records, tail.refused, tail.bytes), (2, 2, 0, 12));
    assert_eq!(tail.sha256, known);
    let mut rows = 0;
    let stopped = Table::open(source(b"a,b\n1,2\n3,4\n"), &KIND)
        .unwrap()
        .drive(
            &mut |_: Row<()>| {
                rows += 1;
                Flow::Stop
            },
            |_, sink| {
                sink.emit(Ok(()));
                Ok(())
            },
        )
        .unwrap();
    assert_eq!((rows, stopped.stopped, stopped.sha256.as_str()), (1, true, known));
}

#[test]
fn progress_ends_at_the_length() {
    let source = source(&gzip(b"a,b\n1,2\n"));
    let (progress, length) = (source.progress(), source.length());
    Table::open(source, &KIND).unwrap().drive(&mut |_: Row<()>| Flow::Continue, |_, _| Ok(())).unwrap();
    assert_eq!(progress.bytes(), length);
}
