using System.Globalization;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Raster.Observations;

namespace Graticule.Tests.Analysis.Matchup;

/// <summary>A file of a swath that lies in memory.</summary>
internal sealed record MemorySwath(double[] Latitudes, double[] Longitudes, long[] Times, int Columns, params float[][] Fields) : ISwathFile
{
    public string Name { get; init; } = "swath.h5";

    public int Rows => Latitudes.Length / Columns;

    public Granule Granule => new()
    {
        Path = "/data/" + Name,
        Start = Times.Min(),
        End = Times.Max(),
        Bounds = LonLatBox.World,
        Count = Latitudes.Length,
        Stamp = "",
    };

    public float[] Read(int variable) => Fields[variable];

    public string IdOf(int pixel) => string.Create(CultureInfo.InvariantCulture, $"{Name}[[{pixel / Columns}, {pixel % Columns}]]");

    public void Dispose()
    {
    }

    public static ObservationDataset DatasetOf(string id, params MemorySwath[] files) => new()
    {
        Id = id,
        Kind = DatasetKind.Swath,
        Folder = "/data",
        Variables = [.. files[0].Fields.Select((_, i) => new ObservedVariable(((char)('a' + i)).ToString()))],
        Granules = [.. files.Select(file => file.Granule)],
    };
}
