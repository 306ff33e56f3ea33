using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Grids;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>A file of a swath data set, open; see <see cref="SwathGranule"/>.</summary>
internal interface ISwathFile : IDisposable
{
    double[] Latitudes { get; }

    double[] Longitudes { get; }

    long[] Times { get; }

    int Rows { get; }

    int Columns { get; }

    float[] Read(int variable);

    /// <summary>May be asked by any thread, also when the file is closed.</summary>
    string IdOf(int pixel);
}

/// <summary>A real one.</summary>
internal sealed class SwathFile(ObservationDataset dataset, Granule granule) : ISwathFile
{
    private readonly SwathGranule _file = SwathGranule.Open(dataset, granule);

    public double[] Latitudes => _file.Latitudes;

    public double[] Longitudes => _file.Longitudes;

    public long[] Times => _file.Times;

    public int Rows => _file.Rows;

    public int Columns => _file.Columns;

    public float[] Read(int variable) => _file.Read(variable);

    public string IdOf(int pixel) => _file.IdOf(pixel);

    public void Dispose() => _file.Dispose();
}
