namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>The formats that pairs are written in.</summary>
internal static class PairFormats
{
    internal static PairFormat Csv { get; } = PairFormat.OfStream("CSV", ".csv", "text/csv", CsvPairs.Write);

    internal static PairFormat Json { get; } = PairFormat.OfStream("JSON", ".json", "application/json", JsonPairs.Write);

    internal static PairFormat GeoJson { get; } = PairFormat.OfStream("GeoJSON", ".geojson", "application/geo+json", GeoJsonPairs.Write);

    internal static PairFormat NetCdf { get; } = new("netCDF-4 (CF)", ".nc", ["application/x-netcdf", "application/netcdf"], NetCdfPairs.Write);

    internal static PairFormat GeoParquet { get; } = new("GeoParquet", ".parquet", ["application/vnd.apache.parquet"], ParquetPairs.Write);

    internal static IReadOnlyList<PairFormat> All { get; } = [Csv, Json, GeoJson, NetCdf, GeoParquet];

    /// <summary>By a media type, whatever its capitals, blanks and parameters; null: pairs are not written so.</summary>
    internal static PairFormat? Find(string? mediaType)
    {
        var plain = mediaType?.Split(';')[0].Trim();
        return All.FirstOrDefault(format => format.MediaTypes.Contains(plain, StringComparer.OrdinalIgnoreCase));
    }
}
