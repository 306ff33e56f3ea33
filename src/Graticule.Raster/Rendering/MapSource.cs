using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>What is known of one state of one file. Immutable; a changed file is another source.</summary>
internal sealed class MapSource
{
    /// <summary>A raster without overviews gets levels down to this many pixels along its longer side.</summary>
    private const int SmallestLevel = 512;

    private static int _last;

    private MapSource(int id, bool isComputed, string path, RasterInfo info, LayerHeader header, Georeference place, CoordinateReference? crs)
    {
        Id = id;
        IsComputed = isComputed;
        Path = path;
        Info = info;
        Header = header;
        Place = place;
        Levels = [.. WithMade(header.Levels)];
        CrsName = crs?.Name();
        IsGeographic = crs?.IsGeographic == true;
        Wkt = crs?.Wkt();
        Bounds = BoundsOf(place, info.Width, info.Height);
    }

    /// <summary>Told apart from all sources of other content.</summary>
    internal int Id { get; }

    /// <summary>Whether it is no raster file, but computed where it is looked at.</summary>
    internal bool IsComputed { get; }

    /// <summary>Bands of one time: all, where nothing depends on time.</summary>
    internal int BandCount => Info.Bands.Count / (Header.Times?.Labels.Count ?? 1);

    internal string Path { get; }

    internal RasterInfo Info { get; }

    internal LayerHeader Header { get; }

    /// <summary>
    /// Where the pixels lie. A file that does not say has its pixels as unit: x is the column, y counts rows upwards from the lower edge.
    /// </summary>
    internal Georeference Place { get; }

    /// <summary>The raster, its overviews, and below them levels that are made on demand by taking every other pixel.</summary>
    internal IReadOnlyList<LayerLevel> Levels { get; }

    /// <summary>Such as <c>EPSG:32632</c>; null if it has no such name.</summary>
    internal string? CrsName { get; }

    internal string? Wkt { get; }

    internal bool IsGeographic { get; }

    /// <summary>In the file's CRS.</summary>
    internal Box Bounds { get; }

    /// <summary>Whether rows and columns run along the axes of the CRS.</summary>
    internal bool IsAligned => Place.Transform[2] is 0 && Place.Transform[4] is 0;

    internal static int NewId() => Interlocked.Increment(ref _last);

    internal static MapSource Read(int id, bool isComputed, string path, ILayer file)
    {
        var info = file.Info;
        var place = info.Georeference ?? new Georeference([0, 1, 0, info.Height, 0, -1], "");
        using var crs = place.Wkt.Length > 0 ? CoordinateReference.Find(place.Wkt) : null;
        return new(id, isComputed, path, info, file.ReadHeader(), place, crs);
    }

    /// <summary>The level to draw from: the smallest that has no pixel more than 1.2 times as large as wanted, as GDAL chooses.</summary>
    /// <param name="scale">Pixels of the raster for one pixel of the picture.</param>
    internal int LevelFor(double scale)
    {
        const double Coarser = 1.2;
        var best = 0;
        for (var i = 1; i < Levels.Count; i++)
        {
            if ((double)Info.Width / Levels[i].Width < scale * Coarser && Levels[i].Width < Levels[best].Width)
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>How many bands come before those of a time.</summary>
    /// <param name="time">As requests have it; means nothing where nothing depends on time.</param>
    /// <exception cref="MapRequestException">There is no such time.</exception>
    internal int FirstBandOf(string? time)
    {
        if (Header.Times is not { Labels: var labels })
        {
            return 0;
        }

        var position = TimeLabels.Find(labels, time);
        return position >= 0
            ? position * BandCount
            : throw new MapRequestException(nameof(MapRequest.Time), $"There is nothing at the time '{time}'; there is {TimeLabels.Show(labels)}.");
    }

    private static IEnumerable<LayerLevel> WithMade(IReadOnlyList<LayerLevel> levels)
    {
        foreach (var level in levels)
        {
            yield return level;
        }

        for (var last = levels[^1]; Math.Max(last.Width, last.Height) > SmallestLevel * 2;)
        {
            last = LayerLevel.Of(LayerLevel.Made, (last.Width + 1) / 2, (last.Height + 1) / 2, 0, 0);
            yield return last;
        }
    }

    private static Box BoundsOf(Georeference place, int width, int height)
    {
        double[] x = [place.X(0, 0), place.X(width, 0), place.X(0, height), place.X(width, height)];
        double[] y = [place.Y(0, 0), place.Y(width, 0), place.Y(0, height), place.Y(width, height)];
        return new(x.Min(), y.Min(), x.Max(), y.Max());
    }
}
