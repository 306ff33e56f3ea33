using Graticule.Raster.Observations.Grids;
using Graticule.Raster.Observations.Points;

namespace Graticule.Raster.Observations.Registration;

/// <summary>Reads one file of a data set, by the reader of what it holds.</summary>
internal static class FileReading
{
    /// <exception cref="ObservationFileException">It cannot be read.</exception>
    internal static ScannedFile Read(DatasetSource source, SourceFile file, string folder)
    {
        if (!FileFormats.HoldsArrays(file.Path) || source.Kind == DatasetKind.Points)
        {
            return ReadPoints(source, file, folder);
        }

        var facts = GranuleScan.Read(file.Path, source.Layout, source.Kind);
        return facts.Kind == DatasetKind.Points
            ? ReadPoints(source, file, folder)
            : new(
                new() { Path = file.Path, Start = facts.Start, End = facts.End, Bounds = facts.Bounds, Count = facts.Count, Stamp = file.Stamp },
                new(facts.Kind, facts.Variables, []),
                facts.Attributes,
                []);
    }

    private static ScannedFile ReadPoints(DatasetSource source, SourceFile file, string folder)
    {
        var table = PointTables.NameOf(file, ReadingDigest.Of(source));
        var facts = PointFiles.Build(file.Path, source.Layout, Path.Combine(folder, table));
        return new(
            new() { Path = file.Path, Start = facts.Start, End = facts.End, Bounds = facts.Bounds, Count = facts.Count, Stamp = file.Stamp, Table = table },
            new(DatasetKind.Points, facts.Variables, facts.Platforms, facts.Provider, facts.Project),
            facts.Attributes,
            facts.Faults);
    }
}
