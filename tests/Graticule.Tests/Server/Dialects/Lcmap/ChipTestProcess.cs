using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Chips;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Analysis.Change.Results;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>
/// Stands in for the process that computes chips: every seventh row of pixels fails, but not when it is asked for failed pixels alone. Chips can be
/// held back, and made to fail as a whole.
/// </summary>
internal sealed class ChipTestProcess : IProcess
{
    public const int FailedAtFirst = 1400;

    private readonly ConcurrentDictionary<ChipKey, TaskCompletionSource> _held = new();
    private readonly ConcurrentDictionary<ChipKey, int> _runs = new();
    private readonly ConcurrentDictionary<ChipKey, string> _failing = new();

    public ProcessDescription Description { get; } = new()
    {
        Id = ChipNames.Process,
        Title = "Chips",
        Inputs =
        [
            new(ChipNames.ChipX, []) { Title = "x" }, new(ChipNames.ChipY, []) { Title = "y" }, new(ChipNames.Algorithm, []) { Title = "algorithm" },
            new(ChipNames.Source, []) { Title = "source" }, new(ChipNames.Pixels, new JsonObject { ["type"] = "array" }) { Title = "pixels", MinOccurs = 0 },
        ],
        Outputs = [new(ChipNames.Chip, []) { Title = "chip", MediaTypes = [ChipFile.MediaType] }],
    };

    /// <summary>Days of the observations that it pretends to have.</summary>
    public int[] Days { get; set; } = [.. Enumerable.Range(0, 12).Select(i => 730_000 + (16 * i))];

    /// <summary>Jobs of a chip that ran to their end.</summary>
    public int Runs(ChipKey key) => _runs.GetValueOrDefault(key);

    public void Hold(ChipKey key) => _held[key] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(ChipKey key)
    {
        if (_held.TryRemove(key, out var held))
        {
            held.SetResult();
        }
    }

    /// <summary>From now on; null: no more.</summary>
    public void Fail(ChipKey key, string? reason)
    {
        if (reason is null)
        {
            _failing.TryRemove(key, out _);
        }
        else
        {
            _failing[key] = reason;
        }
    }

    public IReadOnlyList<Fault> Check(JobSpec spec) =>
        ((string)spec.Inputs[ChipNames.Source]!).Contains("nonsense", StringComparison.Ordinal) ? [new("/inputs/source", "This is no source of chips.")] : [];

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        ChipKey key = new((string)job.Inputs[ChipNames.Algorithm]!, (int)job.Inputs[ChipNames.ChipX]!, (int)job.Inputs[ChipNames.ChipY]!);
        job.Report(0.5, "Half.");
        if (_held.TryGetValue(key, out var held))
        {
            // What is reported once may be passed over.
            while (!held.Task.IsCompleted)
            {
                await Task.WhenAny(held.Task, Task.Delay(50, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                job.Report(0.5, "Half.");
            }
        }

        if (_failing.TryGetValue(key, out var reason))
        {
            throw new ProblemException(ProblemKind.ProcessFailed, reason);
        }

        int[]? pixels = job.Inputs[ChipNames.Pixels] is JsonArray list ? [.. list.Select(pixel => (int)pixel!)] : null;
        ChipHeader header = new()
        {
            Key = key,
            Days = Days,
            TellsShares = true,
            Source = (string)job.Inputs[ChipNames.Source]!,
            InputsMd5 = "0123456789abcdef0123456789abcdef",
            Produced = TimeProvider.System.GetUtcNow(),
        };
        ChipFile.Of(header, [.. (pixels ?? Enumerable.Range(0, ChipShape.Pixels)).Select(pixel => Outcome(pixel, mayFail: pixels is null))]).Write(Path.Combine(job.Folder, "chip"));
        job.AddFile(ChipNames.Chip, "chip", ChipFile.MediaType);
        _runs.AddOrUpdate(key, 1, (_, runs) => runs + 1);
    }

    public PixelOutcome Outcome(int pixel, bool mayFail)
    {
        if (mayFail && pixel / ChipShape.Side % 7 == 6)
        {
            return new(pixel, Result: null, $"QA value \"0\" of pixel {pixel} is not supported – \u007f.");
        }

        ChangeModel[] models = pixel % 997 == 0 ? [new MadeUpOutcomes(pixel).Model(730_000)] : [];
        return new(pixel, new([.. Days.Select((_, i) => i % 3 == 0)], models, CcdcProcedure.Standard, 0.25, 1e-5, pixel == 0 ? double.NaN : -0.0), Fault: null);
    }
}
