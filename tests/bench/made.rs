//! Files of full size in the publishers' shape, the same on every machine.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::extract;

/// Rows of a whole edition: 3,771 pairs of measure and period for each of 170 places.
const PAIRS: usize = 3_771;
const MEASURES: usize = 434;
const SCHOOLS: u32 = 52_000;
const COLUMNS: usize = 135;

/// Numbers that look like chance and are always the same (a linear congruential generator, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A whole edition of the Local Authority Interactive Tool: 641,070 rows.
pub(crate) fn lait(path: &Path) -> PathBuf {
    let names: Vec<[String; 3]> = places();
    let measures = extract::measures();
    let mut numbers = Numbers(2026);
    let mut file = BufWriter::new(File::create(path).unwrap());
    writeln!(file, "LA and Regions,LA Number,Region,Short Desc,Years,Values").unwrap();
    for [name, number, region] in &names {
        for pair in 0..PAIRS {
            let (measure, year) = (&measures[pair % MEASURES], 2025 - pair / MEASURES);
            let value = match numbers.below(20) {
                0..=3 => "-".to_owned(),
                4 => "c".to_owned(),
                5 => format!("{}.{:016}", numbers.below(100), numbers.below(u64::MAX >> 31)),
                _ => format!("{}.{}", numbers.below(100), numbers.below(10)),
            };
            writeln!(file, "\"{name}\",{number}.0,{region},\"{measure}\",{year},{value}").unwrap();
        }
    }
    file.flush().unwrap();
    path.to_owned()
}

/// Name, number and region of every place of the smallest bundled edition.
fn places() -> Vec<[String; 3]> {
    let mut places: Vec<[String; 3]> = Vec::new();
    for row in csv::Reader::from_reader(extract::open("lait_2024-11-25.csv.gz")).records() {
        let row = row.unwrap();
        let place = [row[0].to_owned(), row[1].trim_end_matches(".0").to_owned(), row[2].to_owned()];
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// A whole edition of the register of schools: 52,000 rows of 135 columns, made by repeating the bundled rows under other
/// numbers and filling up the columns.
pub(crate) fn gias(path: &Path) -> PathBuf {
    let mut reader = csv::Reader::from_reader(extract::open("edubasealldata20250718.csv.gz"));
    let mut header: Vec<Vec<u8>> = reader.byte_headers().unwrap().iter().map(<[u8]>::to_vec).collect();
    let rows: Vec<csv::ByteRecord> = reader.byte_records().map(Result::unwrap).collect();
    for extra in header.len()..COLUMNS {
        header.push(format!("AnotherColumn{extra}").into_bytes());
    }
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_path(path).unwrap();
    writer.write_record(&header).unwrap();
    for number in 0..SCHOOLS {
        let row = &rows[number as usize % rows.len()];
        let urn = (100_000 + number).to_string();
        let mut cells: Vec<&[u8]> = vec![urn.as_bytes()];
        cells.extend(row.iter().skip(1));
        cells.resize(COLUMNS, b"Not applicable");
        writer.write_record(cells).unwrap();
    }
    writer.flush().unwrap();
    path.to_owned()
}
