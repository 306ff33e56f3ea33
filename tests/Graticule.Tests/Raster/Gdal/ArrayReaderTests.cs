using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Tests.Raster.Observations;

namespace Graticule.Tests.Raster.Gdal;

public sealed class ArrayReaderTests : IDisposable
{
    private readonly ObservationFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Arrays_that_were_written_through_GDAL_are_read_through_it()
    {
        var path = _files.PathOf("a.nc");
        using (var file = new ArrayFile(path))
        {
            file.AddDimension("station", 2);
            file.AddDimension("step", 3);
            file.AddNumbers("value", ["station", "step"], PixelType.Int16);
            file.AddTexts("name", "station", ["Wiesbaden", "Zürich"]);
            file.Note("value", "units", "m");
            file.Note("", "title", "Two stations");
            file.Write("value", [0, 0], [2, 3], [3, 1], PixelType.Int16, MemoryMarshal.AsBytes<short>(new short[] { 1, 2, 3, 4, 5, 6 }));
            file.Finish();
        }

        using var reader = ArrayReader.Open(path);

        var value = reader.Find("value")!;
        Assert.Equal([new ArrayDimension("station", 2), new ArrayDimension("step", 3)], value.Dimensions);
        Assert.Equal((ArrayContent.Numbers, (int)PixelType.Int16, "m", 6L), (value.Content, value.SampleType, value.TextOf("units"), value.Count));
        Assert.Equal([1, 2, 3, 4, 5, 6], reader.ReadNumbers(value));
        Assert.Equal(["Wiesbaden", "Zürich"], reader.ReadTexts(reader.Find("name")!));
        Assert.Equal("Two stations", reader.Attributes["title"].Text);

        var window = new float[4];
        reader.Read(value, [0, 1], [2, 2], [1, 2], PixelType.Float32, MemoryMarshal.AsBytes(window.AsSpan()));
        Assert.Equal([2, 5, 3, 6], window);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(value, [0, 2], [2, 2], PixelType.Float32, new byte[64]));
        Assert.Throws<ArgumentException>(() => reader.Read(value, [0, 0], [2, 3], PixelType.Float32, new byte[23]));
        Assert.Contains("no texts", Assert.Throws<ArrayFileException>(() => reader.ReadTexts(value)).Message, StringComparison.Ordinal);
        Assert.Contains("at most 5", Assert.Throws<ArrayFileException>(() => reader.ReadNumbers(value, 5)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Characters_groups_and_all_attributes_are_read()
    {
        var path = _files.Make("a.nc", """
            d = nc.Dataset(path, 'w'); d.createDimension('n', 2); d.createDimension('length', 4)
            v = d.createVariable('code', 'S1', ('n', 'length')); v[:] = [[b'a', b'b', b'\0', b'\0'], [b'c', b'd', b'e', b'f']]
            g = d.createGroup('inner'); v = g.createVariable('x', 'i4', ('n',), fill_value=-7); v[:] = [1, 2]
            v.valid_range = np.array([0, 5], 'i4'); v.scale_factor = 2.5; v.flags = 'a b'; v.nothing = ''
            v = g.createVariable('text', str, ('n',)); v[:] = np.array(['one', 'two'], object)
            d.close()
            """);

        using var reader = ArrayReader.Open(path);

        Assert.Equal(["ab", "cdef"], reader.ReadTexts(reader.Find("code")!));
        var x = reader.Find("x")!;
        Assert.Equal(("inner/x", x), (x.Name, reader.Find("/inner/x")));
        Assert.Equal(["one", "two"], reader.ReadTexts(reader.Find("inner/text")!));
        Assert.Equal([-7], x.Attributes["_FillValue"].Numbers);
        Assert.Equal([0, 5], x.Attributes["valid_range"].Numbers);
        Assert.Equal((2.5, "a b", null, (int)PixelType.Int32), (x.NumberOf("scale_factor"), x.TextOf("flags"), x.TextOf("nothing"), x.Attributes["_FillValue"].SampleType));
    }
}
