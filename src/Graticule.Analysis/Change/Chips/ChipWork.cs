using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Inputs;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change.Chips;

/// <summary>Detects the changes of a chip whose observations are in memory.</summary>
internal sealed class ChipWork(ChipRequest request, ChipObservations observations, JobContext job) : IProgress<double>
{
    private readonly int _pixels = request.Pixels?.Length ?? ChipShape.Pixels;

    internal ChipFile Run(DateTimeOffset produced, CancellationToken cancellationToken)
    {
        var digest = Digest();
        var outcomes = new PixelOutcome[_pixels];
        ChipDetection.Run(request.Pixels is { } some ? observations.Series.Select(some) : observations.Series, new(observations.Days, request.Parameters), job.Cores, Take, this, cancellationToken);
        return ChipFile.Of(
            new()
            {
                Key = request.Key,
                Days = observations.Days,
                TellsShares = request.Parameters.TellsShares,
                QaIsBits = request.Parameters.Qa.IsBits,
                Source = request.Source,
                InputsMd5 = digest,
                Produced = produced,
            },
            outcomes,
            job.Cores);

        void Take(PixelOutcome outcome) =>
            outcomes[outcome.Pixel] = request.Pixels is { } pixels ? outcome with { Pixel = pixels[outcome.Pixel] } : outcome;
    }

    /// <summary>Told from several threads.</summary>
    public void Report(double value) => job.Report(
        value, string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(value * _pixels)} of {_pixels} pixels."));

    /// <summary>By which results of the same observations are known.</summary>
    private string Digest()
    {
#pragma warning disable CA5351 // The protocol asks for this digest; nothing is secured by it.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        hash.AppendData(MemoryMarshal.AsBytes<int>(observations.Days));
        observations.Series.AppendTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
