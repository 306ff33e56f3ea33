using System.Globalization;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>Writes a cube as GeoTIFFs, one for each date, several of them at once as far as memory goes.</summary>
/// <param name="work">What to write; its options are not looked at.</param>
/// <param name="slices">How the cube becomes files.</param>
/// <param name="layout">Of each file; its size, bands and place are filled in.</param>
/// <param name="coding">How cells are stored.</param>
internal sealed class GeoTiffFiles(CubeWork work, TimeSlices slices, GeoTiffLayout layout, SampleCoding coding)
{
    /// <summary>Most files that are open at once.</summary>
    private const int MostOpen = 128;

    private readonly List<CellSummary[]> _summaries = [];
    private readonly List<ReadBack> _checks = [];
    private readonly GeoTiffLayout _layout = layout with { Bands = slices.Bands.Count };

    internal SampleCoding Coding => coding;

    /// <summary>Of each band of each file, when they are written.</summary>
    internal IReadOnlyList<CellSummary[]> Summaries => _summaries;

    /// <summary>What is known of the samples of each file, when they are written.</summary>
    internal IReadOnlyList<ReadBack> Checks => _checks;

    /// <summary>Cells whose value is taken for nodata.</summary>
    internal long Taken { get; private set; }

    /// <summary>Writes all files.</summary>
    /// <param name="paths">One for each slice.</param>
    /// <param name="progress">Of this step.</param>
    internal void Write(IReadOnlyList<string> paths, IProgress<double>? progress)
    {
        var held = TiledWalk.BytesHeld(slices.Bands.Count, _layout.Block, coding.Type) * work.Threads;
        var together = (int)Math.Clamp(work.MostBytes / 2 / Math.Max(1, held), 1, Math.Min(MostOpen, paths.Count));
        for (var first = 0; first < paths.Count; first += together)
        {
            var count = Math.Min(together, paths.Count - first);
            WriteSome([.. paths.Skip(first).Take(count)], first, Share.Part(progress, first, count, paths.Count));
        }
    }

    /// <summary>What files tell of their time.</summary>
    internal static IEnumerable<(string Name, string Value)> NotesOf(TimeSlice slice)
    {
        if (slice.Label is { } label)
        {
            yield return ("TIME", label);
        }

        if (Instants.Find(slice.Label) is { } instant)
        {
            yield return ("TIFFTAG_DATETIME", instant.UtcDateTime.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture));
        }
    }

    private void WriteSome(IReadOnlyList<string> paths, int first, IProgress<double>? progress)
    {
        var cube = slices.Select(first, paths.Count);
        var writers = new List<GeoTiffWriter>();
        try
        {
            foreach (var path in paths)
            {
                writers.Add(new(path, _layout));
                Describe(writers[^1], slices.Files[first + writers.Count - 1]);
            }

            var checks = paths.Select(_ => new ReadBack(_layout.Width, _layout.Height, _layout.Block, coding.Type)).ToList();
            var sink = new Sink(cube.Shape, slices, coding, writers, checks);
            var walk = new TiledWalk(cube, sink);
            walk.Run(work.Threads, work.MostBytes, progress, work.CancellationToken);
            Gather(cube.Shape, walk, paths.Count);
            Finish(writers, first);
            _checks.AddRange(checks);
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }

        for (var i = 0; i < paths.Count; i++)
        {
            _checks[first + i].Check(paths[i], slices.Bands.Count);
        }
    }

    private void Describe(GeoTiffWriter writer, TimeSlice slice)
    {
        for (var band = 0; band < slices.Bands.Count; band++)
        {
            writer.Describe(band + 1, slices.Bands[band]);
        }

        foreach (var (name, value) in NotesOf(slice))
        {
            writer.Note(name, value);
        }
    }

    private void Gather(CubeShape part, TiledWalk walk, int files)
    {
        var gathered = Enumerable.Range(0, files).Select(_ => new CellSummary[slices.Bands.Count]).ToList();
        for (var plane = 0; plane < part.Planes; plane++)
        {
            var (file, band) = slices.PlaceOf(part, plane);
            gathered[file][band] = walk.Summaries[plane];
        }

        _summaries.AddRange(gathered);
        Taken += walk.Taken;
    }

    private void Finish(List<GeoTiffWriter> writers, int first)
    {
        for (var i = 0; i < writers.Count; i++)
        {
            // Integers need a number for nodata only where there is some: otherwise every number may be a value.
            if (coding.Type.IsFloating() || _summaries[first + i].Any(summary => summary.Missing > 0))
            {
                writers[i].DeclareNoData(coding.NoData);
            }

            for (var band = 0; band < slices.Bands.Count; band++)
            {
                foreach (var (name, value) in BandFacts.Of(_summaries[first + i][band]))
                {
                    writers[i].Note(band + 1, name, value);
                }
            }

            writers[i].Finish();
        }
    }

    private sealed class Sink(CubeShape shape, TimeSlices slices, SampleCoding coding, List<GeoTiffWriter> writers, List<ReadBack> checks) : ITileSink
    {
        public SampleCoding Coding => coding;

        public (int Width, int Height) Tile => writers[0].Layout.Block;

        public void Write(int plane, int column, int row, ReadOnlySpan<byte> samples)
        {
            var (file, band) = slices.PlaceOf(shape, plane);
            writers[file].Write(band + 1, column, row, samples);
            checks[file].Note(band + 1, band == 0 || band == slices.Bands.Count - 1, column, row, samples);
        }
    }
}
