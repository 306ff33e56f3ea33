using System.Globalization;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>A file of a grid that lies in memory.</summary>
internal sealed record MemoryGrid(double[] Latitudes, double[] Longitudes, long[] Times, string Name = "grid.nc") : IGridFile
{
    /// <summary>Of each variable: a value by step, row and column.</summary>
    public required IReadOnlyList<Func<int, int, int, float>> Fields { get; init; }

    /// <summary>How often a window was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Where set, reading fails.</summary>
    public string? Fault { get; init; }

    public Granule Granule => new()
    {
        Path = "/data/" + Name,
        Start = Times.Min(),
        End = Times.Max(),
        Bounds = new(Longitudes.Min(GridWindow.Turned), Latitudes.Min(), Longitudes.Max(GridWindow.Turned), Latitudes.Max()),
        Count = (long)Times.Length * Latitudes.Length * Longitudes.Length,
        Stamp = "",
    };

    public void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values)
    {
        if (Fault is not null)
        {
            throw new ObservationFileException(Granule.Path, Fault);
        }

        Reads++;
        for (var i = 0; i < rows * columns; i++)
        {
            values[i] = Fields[variable](time, row + (i / columns), column + (i % columns));
        }
    }

    public string IdOf(int time, int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Name}[[{time}, {row}, {column}]]");

    public void Dispose()
    {
    }

    /// <summary>A data set of some files, the variables of which are called a, b, …</summary>
    public static ObservationDataset DatasetOf(string id, params MemoryGrid[] files) => new()
    {
        Id = id,
        Kind = DatasetKind.Grid,
        Folder = "/data",
        Variables = [.. files[0].Fields.Select((_, i) => new ObservedVariable(((char)('a' + i)).ToString()))],
        Granules = [.. files.Select(file => file.Granule).OrderBy(granule => granule.Start).ThenBy(granule => granule.Name, StringComparer.Ordinal)],
    };
}
