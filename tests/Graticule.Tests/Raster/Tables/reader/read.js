// Prints what another library reads of a Parquet file: the schema, what the file says of itself, statistics of its columns, and all rows.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'

const content = readFileSync(process.argv[2])
const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength)
const metadata = parquetMetadata(file)
const rows = await parquetReadObjects({ file, utf8: false, compressors: { GZIP: (input, length) => new Uint8Array(gunzipSync(input, { maxOutputLength: length })) } })
const columns = parquetSchema(metadata).children.map(({ element }) => ({ name: element.name, type: element.type, logical: element.logical_type?.type ?? null }))
const statistics = metadata.row_groups.map(group => group.columns.map(({ meta_data: { statistics: found } }) => [found.null_count, found.min_value, found.max_value]))
const told = Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value]))
const plain = (_, value) => {
  if (typeof value === 'bigint') {
    return Number(value)
  }
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value instanceof Uint8Array ? [...value] : value
}
console.log(JSON.stringify({ count: metadata.num_rows, groups: metadata.row_groups.length, columns, statistics, told, rows: rows.slice(0, 1000) }, plain))
