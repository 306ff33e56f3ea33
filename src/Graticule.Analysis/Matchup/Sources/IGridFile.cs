using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>A file of a gridded data set, open; see <see cref="GridGranule"/>.</summary>
internal interface IGridFile : IDisposable
{
    double[] Latitudes { get; }

    double[] Longitudes { get; }

    long[] Times { get; }

    void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values);

    /// <summary>May be asked by any thread, also when the file is closed.</summary>
    string IdOf(int time, int row, int column);
}

/// <summary>A real one.</summary>
internal sealed class GridFile(ObservationDataset dataset, Granule granule) : IGridFile
{
    private readonly GridGranule _file = GridGranule.Open(dataset, granule);

    public double[] Latitudes => _file.Latitudes;

    public double[] Longitudes => _file.Longitudes;

    public long[] Times => _file.Times;

    public void Read(int variable, int time, int row, int rows, int column, int columns, Span<float> values) =>
        _file.Read(variable, time, row, rows, column, columns, values);

    public string IdOf(int time, int row, int column) => _file.IdOf(time, row, column);

    public void Dispose() => _file.Dispose();
}
