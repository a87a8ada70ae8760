//! What a file is, told by its first bytes and never by its name.

/// The shape of a file's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Text, as far as the first bytes show.
    Text,
    /// A web page.
    Html,
    /// A ZIP archive, as a workbook (.xlsx) is.
    Zip,
    /// Anything else, in words.
    Binary(&'static str),
}

/// The two bytes that a gzip file begins with.
pub(crate) const GZIP: &[u8] = &[0x1f, 0x8b];

const MAGIC: &[(&[u8], Shape)] = &[
    (b"PK\x03\x04", Shape::Zip),
    (b"PK\x05\x06", Shape::Zip),
    (b"\xd0\xcf\x11\xe0", Shape::Binary("a workbook of the old kind (.xls)")),
    (b"%PDF", Shape::Binary("a PDF document")),
    (b"\x89PNG", Shape::Binary("a picture")),
    (b"\xff\xd8\xff", Shape::Binary("a picture")),
    (b"PAR1", Shape::Binary("a Parquet file")),
    (b"7z\xbc\xaf", Shape::Binary("a 7-Zip archive")),
    (b"BZh", Shape::Binary("a bzip2 archive")),
    (b"\xfd7zXZ", Shape::Binary("an xz archive")),
    (b"\x28\xb5\x2f\xfd", Shape::Binary("a zstd archive")),
    (b"\xff\xfe", Shape::Binary("text in UTF-16 (save it as UTF-8)")),
    (b"\xfe\xff", Shape::Binary("text in UTF-16 (save it as UTF-8)")),
    (GZIP, Shape::Binary("a gzip file inside a gzip file")),
    (b"SQLite format 3", Shape::Binary("an SQLite database")),
];

/// Looks at the first bytes of the (decompressed) content.
pub(crate) fn shape(head: &[u8]) -> Shape {
    if let Some((_, shape)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *shape;
    }
    if head.contains(&0) {
        return Shape::Binary("it contains zero bytes");
    }
    let start: Vec<u8> =
        head.iter().skip_while(|b| b.is_ascii_whitespace()).take(9).map(u8::to_ascii_lowercase).collect();
    if start.starts_with(b"<!doctype") || start.starts_with(b"<html") {
        return Shape::Html;
    }
    // Control characters other than tab and line ends do not occur in any publisher's text.
    let strange = head.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')).count();
    if strange * 50 > head.len() { Shape::Binary("it is full of control characters") } else { Shape::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_told_by_its_first_bytes() {
        let check = |head: &[u8], expected: Shape| assert_eq!(shape(head), expected, "{head:?}");
        check(b"URN,Name\n1,a\n", Shape::Text);
        check(b"\xef\xbb\xbfURN,Name\n", Shape::Text);
        check(b"Name\nSt Mary\x92s\n", Shape::Text);
        check(b"PK\x03\x04rest", Shape::Zip);
        check(b" \n<!DOCTYPE html><p>", Shape::Html);
        check(b"a,b\n1,\0\n", Shape::Binary("it contains zero bytes"));
        check(b"\x01\x02\x03\x04\x05abc", Shape::Binary("it is full of control characters"));
        check(b"\xff\xfeU\0R\0", Shape::Binary("text in UTF-16 (save it as UTF-8)"));
    }
}
