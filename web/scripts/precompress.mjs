// Puts a Brotli copy, `<name>.br`, beside each built file, so that the server can send the best compression there is
// without doing the work for every request.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
/** Below this a file fits one network packet and there is nothing to gain. */
const WORTHWHILE = 1024;

const files = (await readdir('dist', { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.br'))
  .map((entry) => join(entry.parentPath, entry.name));

const sizes = await Promise.all(
  files.map(async (file) => {
    const content = await readFile(file);
    if (content.length < WORTHWHILE) return [content.length, content.length];
    const small = await compress(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
    await writeFile(`${file}.br`, small);
    return [content.length, small.length];
  }),
);
const megabytes = (column) => (sizes.reduce((sum, size) => sum + size[column], 0) / 1e6).toFixed(2);
console.log(`${files.length} files: ${megabytes(0)} MB, as Brotli ${megabytes(1)} MB`);
