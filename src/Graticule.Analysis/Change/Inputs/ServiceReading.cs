using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>Chips of a service as chipmunk or aardvark are: one request a layer, under the rules by which inputs are fetched.</summary>
/// <param name="service">Where chips are asked for.</param>
/// <param name="settings">What may be fetched.</param>
internal sealed class ServiceReading(Uri service, ChipInputSettings settings) : IChipReading
{
    private const int AtOnce = 4;

    /// <summary>Of one answer: some ten thousand dates.</summary>
    private const long MostBytes = 512L << 20;

    public async Task<ChipObservations> ReadAsync(ChipSource source, GridPoint chip, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.WorkFolder, "fetched")).FullName;
        using InputFetcher fetcher = new(settings.Fetch with { MaxBytes = Math.Min(settings.Fetch.MaxBytes, MostBytes) }, Path.Combine(folder, "cache"), TimeProvider.System);
        try
        {
            ServiceFetch fetch = new(fetcher, folder);
            List<string> notes = [];
            var layers = await LayersAsync(fetch, source.Ubids, notes, cancellationToken);
            var chips = new IReadOnlyList<ServiceChip>[layers.Count];
            await Parallel.ForAsync(
                0, layers.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (place, stop) => chips[place] = ServiceChips.Read(await fetch.ReadAsync(AddressOf(source, layers[place], chip), stop), layers[place].Ubid, chip));
            return Assemble(layers, chips, chip, notes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ChipObservations Assemble(IReadOnlyList<ServiceLayer> layers, IReadOnlyList<ServiceChip>[] chips, GridPoint chip, List<string> notes)
    {
        LookTable<ServiceChip> table = new();
        for (var place = 0; place < layers.Count; place++)
        {
            foreach (var look in chips[place])
            {
                table.Add(layers[place].Band, look.Day, layers[place].Sensor, look);
            }
        }

        notes.AddRange(table.Check(chip, settings.Missing));
        var rows = table.Rows;
        ChipImages images = new(rows.Count);
        for (var date = 0; date < rows.Count; date++)
        {
            for (var band = ChipBand.Blue; band < ChipBand.Quality; band++)
            {
                if (rows[date][(int)band] is { } look)
                {
                    images.Put(date, band, look.Numbers());
                }
            }

            if (rows[date][(int)ChipBand.Quality] is { } quality)
            {
                images.PutQuality(date, quality.Bits());
            }

            // What was unpacked is not needed any more.
            Array.Clear(rows[date]);
        }

        return new(table.Days, images.ToSeries(), notes);
    }

    private async Task<IReadOnlyList<ServiceLayer>> LayersAsync(ServiceFetch fetch, IReadOnlyList<string> ubids, List<string> notes, CancellationToken cancellationToken)
    {
        if (ubids.Count == 0)
        {
            return [.. ArdLayers.Inputs.Select(layer => ServiceLayer.OfName(layer.Ubid)!)];
        }

        IReadOnlyDictionary<string, ServiceLayer?>? listed = null;
        List<ServiceLayer> layers = [];
        foreach (var ubid in ubids)
        {
            if (ArdLayers.Find(ubid) is null)
            {
                listed ??= await fetch.ReadLayersAsync(service, cancellationToken);
            }

            if ((ServiceLayer.OfName(ubid) ?? listed?.GetValueOrDefault(ubid)) is { } layer)
            {
                layers.Add(layer);
            }
            else
            {
                notes.Add($"'{ubid}' is not read: it is none of the eight bands that change detection takes.");
            }
        }

        return layers.Count > 0
            ? layers
            : throw new ProblemException(ProblemKind.InvalidInput, "None of the named layers is one of the eight bands that change detection takes.", "source");
    }

    private Uri AddressOf(ChipSource source, ServiceLayer layer, GridPoint chip)
    {
        var from = source.From == DateOnly.MinValue ? new(1900, 1, 1) : source.From;
        return new UriBuilder(service)
        {
            Query = string.Create(
                CultureInfo.InvariantCulture,
                $"x={chip.X}&y={chip.Y}&acquired={from:yyyy-MM-dd}/{source.To ?? new(2100, 1, 1):yyyy-MM-dd}&ubid={Uri.EscapeDataString(layer.Ubid)}"),
        }.Uri;
    }
}
