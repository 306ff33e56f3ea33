using System.IO.Compression;
using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Tests.Raster.Observations.Grids;

/// <summary>Zarr folders of version 3, written here byte by byte.</summary>
public sealed class ZarrThreeTests : IDisposable
{
    private const string Zipped = """{"name": "bytes", "configuration": {"endian": "little"}}, {"name": "gzip", "configuration": {"level": 5}}""";

    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("default", "/")]
    [InlineData("default", ".")]
    [InlineData("v2", ".")]
    [InlineData("v2", "/")]
    public void Folders_of_version_3_are_read_whatever_their_blocks_are_called(string encoding, string separator)
    {
        var keys = $$"""{"name": "{{encoding}}", "configuration": {"separator": "{{separator}}"} }""";
        var root = Store(keys, Zipped, "0", """ "scale_factor": 0.5, "add_offset": 280.0, "_FillValue": -1, "units": "K" """);

        using (var grid = ObservationFolder.Grid(root))
        {
            Assert.Equal([10, 20], grid.Latitudes);
            Assert.Equal([5, 6, 7], grid.Longitudes);
            Assert.Equal([new DateTimeOffset(2020, 1, 3, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()], grid.Times);

            // The block of the last column was never written: it holds zeros, which are numbers like others.
            Assert.Equal([280.5f - 273.15f, 281f - 273.15f, 280f - 273.15f, float.NaN, 282f - 273.15f, 280f - 273.15f], ObservationFolder.Read(grid));
        }

        Assert.Equal("made", GranuleScan.Read(root, new()).Attributes["title"]);

        var view = ZarrView.Make(root);
        view.Dispose();
        Assert.False(Directory.Exists(view.Folder));
        Assert.True(Directory.Exists(Path.Combine(root, "sst")));
    }

    [Fact]
    public void Ways_of_packing_that_are_not_read_are_named()
    {
        var keys = """{"name": "default", "configuration": {"separator": "/"}}""";
        var root = Store(keys, """{"name": "sharding_indexed", "configuration": {}}""", "0", "\"units\": \"K\"");
        foreach (var name in new[] { "lat", "lon", "time" })
        {
            Directory.Delete(Path.Combine(root, name), recursive: true);
        }

        Assert.Contains("codec 'sharding_indexed'", Assert.Throws<ObservationFileException>(() => GranuleScan.Read(root, new())).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(root, "zarr.json"), "{ no JSON");
        Assert.Contains("cannot be read as a Zarr folder", Assert.Throws<ObservationFileException>(() => GranuleScan.Read(root, new())).Message, StringComparison.Ordinal);
    }

    private string Store(string keys, string codecs, string fill, string attributes)
    {
        var root = _files.PathOf("a.zarr");
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, "zarr.json"), """{"zarr_format": 3, "node_type": "group", "attributes": {"title": "made"}}""");
        Write("lat", "float64", [2], [2], ["lat"], "\"units\": \"degrees_north\"", ("0", new double[] { 10, 20 }));
        Write("lon", "float64", [3], [3], ["lon"], "\"units\": \"degrees_east\"", ("0", new double[] { 5, 6, 7 }));
        Write("time", "float64", [1], [1], ["time"], "\"units\": \"days since 2020-01-01\"", ("0", new double[] { 2 }));
        Write("sst", "int16", [1, 2, 3], [1, 2, 2], ["time", "lat", "lon"], attributes, ("0/0/0", new short[] { 1, 2, -1, 4 }));
        return root;

        void Write<T>(string name, string type, int[] shape, int[] chunks, string[] dimensions, string words, params (string Key, T[] Numbers)[] blocks)
            where T : unmanaged
        {
            var folder = Path.Combine(root, name);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "zarr.json"), $$"""
                {"zarr_format": 3, "node_type": "array", "shape": [{{string.Join(",", shape)}}], "data_type": "{{type}}", "fill_value": {{fill}},
                 "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [{{string.Join(",", chunks)}}]} }, "chunk_key_encoding": {{keys}},
                 "codecs": [{{codecs}}], "dimension_names": [{{string.Join(",", dimensions.Select(dimension => $"\"{dimension}\""))}}], "attributes": { {{words}} } }
                """);
            foreach (var (key, numbers) in blocks)
            {
                var separator = keys.Contains("\".\"", StringComparison.Ordinal) ? "." : "/";
                var path = Path.Combine(folder, ((keys.Contains("default", StringComparison.Ordinal) ? "c/" : "") + key).Replace("/", separator, StringComparison.Ordinal));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var zipped = new GZipStream(File.Create(path), CompressionLevel.Fastest);
                zipped.Write(MemoryMarshal.AsBytes<T>(numbers));
            }
        }
    }
}
