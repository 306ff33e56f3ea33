using System.Collections.Concurrent;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>Chips of registered files: each file is opened for itself, so many at once.</summary>
internal sealed class FileReading(ChipInputSettings settings) : IChipReading
{
    private const int MostNamed = 5;

    public Task<ChipObservations> ReadAsync(ChipSource source, GridPoint chip, CancellationToken cancellationToken) =>
        Task.Run(() => Read(source, chip, cancellationToken), cancellationToken);

    private ChipObservations Read(ChipSource source, GridPoint chip, CancellationToken cancellationToken)
    {
        ArdIndex index = new(settings.IndexFolder);
        var grid = index.GridAt(source.Region, chip.X, chip.Y) ?? throw new ProblemException(ProblemKind.InvalidInput, $"'{source.Region}' is no region; cu, ak and hi are.", "source");
        List<string> notes = [];
        LookTable<ArdLook> table = new();
        foreach (var look in index.Looks(grid, chip, ChipLayers.Of(source.Ubids, notes), source.From, source.To))
        {
            table.Add(look.Layer.Band!.Value, look.Day, look.Layer.Sensor, look);
        }

        notes.AddRange(table.Check(chip, settings.Missing));
        return new(table.Days, ReadAll(table.Rows, chip, cancellationToken).ToSeries(), notes);
    }

    private ChipImages ReadAll(IReadOnlyList<ArdLook?[]> rows, GridPoint chip, CancellationToken cancellationToken)
    {
        ArdReader reader = new(mayUseGdal: true);
        ChipImages images = new(rows.Count);
        ConcurrentQueue<string> faults = new();
        Parallel.For(0, rows.Count, new() { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellationToken }, date =>
        {
            foreach (var look in rows[date].OfType<ArdLook>())
            {
                try
                {
                    if (look.Layer.Band == ChipBand.Quality)
                    {
                        images.PutQuality(date, look.Read(chip, reader));
                    }
                    else
                    {
                        images.Put(date, look.Layer.Band!.Value, look.ReadNumbers(chip, reader));
                    }
                }
                catch (ArdFileException exception)
                {
                    faults.Enqueue(exception.Message);
                }
            }
        });
        return faults.IsEmpty ? images : throw Unreadable(faults);
    }

    /// <summary>Results without some of the observations would be others, and nobody would see it.</summary>
    private static ProblemException Unreadable(ConcurrentQueue<string> faults)
    {
        var more = faults.Count > MostNamed ? $" And {faults.Count - MostNamed} more." : "";
        return new(ProblemKind.Unavailable, $"{faults.Count} registered files of this chip cannot be read. {string.Join(" ", faults.Order(StringComparer.Ordinal).Take(MostNamed))}{more}");
    }
}
