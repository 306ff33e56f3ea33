using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Tests.Raster.Observations.Points;

/// <summary>A folder with files of points, and the tables made of them.</summary>
internal sealed class TableFile : IDisposable
{
    private readonly List<PointTable> _tables = [];

    internal string Folder { get; } = Directory.CreateTempSubdirectory("graticule-").FullName;

    internal string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    internal (PointTable Table, PointFileFacts Facts) Build(string path, DatasetLayout? layout = null)
    {
        var target = Path.Combine(Folder, $"{Guid.NewGuid():N}.points");
        var facts = PointFiles.Build(path, layout ?? new(), target);
        var table = PointTable.Open(target);
        table.Verify();
        _tables.Add(table);
        return (table, facts);
    }

    internal PointTable Open(PointTableBuilder builder)
    {
        var target = Path.Combine(Folder, $"{Guid.NewGuid():N}.points");
        builder.Write(target);
        var table = PointTable.Open(target);
        _tables.Add(table);
        return table;
    }

    internal static double ValueOf(PointTable table, string variable, int row) => table.Values(table.IndexOf(variable))[row];

    public void Dispose()
    {
        _tables.ForEach(table => table.Dispose());
        Directory.Delete(Folder, recursive: true);
    }
}
