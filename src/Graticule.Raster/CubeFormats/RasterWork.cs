using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>Writes a cube as raster files: as GeoTIFFs, which may then be turned into something else one by one.</summary>
/// <param name="Work">What to write.</param>
/// <param name="Slices">How the cube becomes files.</param>
/// <param name="Format">What the files are in the end.</param>
internal sealed record RasterWork(CubeWork Work, TimeSlices Slices, CubeFormat Format)
{
    internal required SampleCoding Coding { get; init; }

    internal Compression Compression { get; init; }

    internal string? Photometric { get; init; }

    /// <summary>Of tiles; 0 for strips.</summary>
    internal int Side { get; init; } = GeoTiffLayout.TileSide;

    internal IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Writes all files.</summary>
    /// <param name="shareOfWalk">Of the time, that computing takes.</param>
    /// <param name="convert">Makes the file from the GeoTIFF and tells what it holds then; null: it is the GeoTIFF.</param>
    internal IReadOnlyList<WrittenFile> Write(double shareOfWalk, Func<FinishedRaster, IProgress<double>?, FinishedBands>? convert)
    {
        var targets = Slices.Files.Select(slice => Path.Combine(Work.Folder, slice.Name + Format.Extension)).ToList();
        var parts = targets.ConvertAll(target => new PartialFile(Path.ChangeExtension(target, ".tif")));
        try
        {
            var files = new GeoTiffFiles(Work, Slices, Layout(), Coding);
            files.Write([.. parts.Select(part => part.Path)], SharedProgress.Part(Work.Progress, 0, shareOfWalk));
            var written = new List<WrittenFile>();
            for (var i = 0; i < targets.Count; i++)
            {
                var raster = new FinishedRaster(Work, files, i, parts[i].Path, targets[i]);
                var bands = convert?.Invoke(raster, Share.Part(SharedProgress.Part(Work.Progress, shareOfWalk, 1), i, 1, targets.Count));
                if (bands is null)
                {
                    parts[i].Commit();
                    bands = raster.Bands();
                }

                written.Add(Describe(Slices.Files[i], Path.GetFileName(targets[i]), Name(bands), files.Taken));
            }

            return written;
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private GeoTiffLayout Layout()
    {
        var grid = Work.Cube.Shape.Grid!;
        return new(grid.Width, grid.Height, Slices.Bands.Count, Coding.Type, null, Placement.Of(grid), Compression, Work.Threads)
        {
            Side = Side, Photometric = Photometric,
        };
    }

    private FinishedBands Name(FinishedBands bands) => bands with { Bands = [.. bands.Bands.Zip(Slices.Bands, (band, name) => band with { Name = name })] };

    private WrittenFile Describe(TimeSlice slice, string name, FinishedBands bands, long taken)
    {
        List<string> remarks = [.. Remarks, .. bands.Remarks];
        if (taken > 0)
        {
            remarks.Add(CommonParameters.TakenRemark(taken, Coding));
        }

        return Placement.Locate(new(name, Format.MediaType), Work.Cube.Shape.Grid!) with
        {
            Title = slice.Label is null ? Format.Title : $"{Format.Title}, {slice.Label}",
            Start = slice.Instant,
            End = slice.Instant,
            Bands = bands.Bands,
            Remarks = remarks,
        };
    }
}

/// <summary>What a finished file holds, and what is to be said about it.</summary>
internal sealed record FinishedBands(IReadOnlyList<WrittenBand> Bands, IReadOnlyList<string> Remarks);
