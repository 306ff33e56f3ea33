using System.Text;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>The formats behind one door: each text is read by the format of its media type.</summary>
public sealed class PackageReader(PackageSetting setting) : IPackageReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IReadOnlyList<string> MediaTypes { get; } = [.. PackageFormats.All.SelectMany(format => format.MediaTypes)];

    public async Task<ReadPackage> ReadAsync(PackageText text, PackageWish wish, CancellationToken cancellationToken)
    {
        var format = Find(text.MediaType)
            ?? throw new ProblemException(ProblemKind.Unsupported, $"'{text.MediaType}' is no package; a package is one of {string.Join(", ", MediaTypes)}.", text.MediaType);
        var original = Decode(text.Body.Span);
        var faults = new FaultList();
        var draft = await format.ReadAsync(text, new(wish, setting), faults, cancellationToken);
        if (draft is not null && PackageId.Complain(draft.Id) is { } complaint)
        {
            faults.Add("", complaint);
        }

        faults.ThrowIfAny("The package cannot be deployed");
        return draft is null
            ? throw new InvalidOperationException("A format found no package and no fault.")
            : new(draft.Id, new(draft.Kind, text.MediaType, original, draft.Content), draft.Warnings);
    }

    public string? Write(Package package, string mediaType) =>
        mediaType.Equals(package.MediaType, StringComparison.OrdinalIgnoreCase) ? package.Original : Find(mediaType)?.Write(package, mediaType);

    private static IPackageFormat? Find(string mediaType) =>
        PackageFormats.All.FirstOrDefault(format => format.MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase));

    private static string Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, "The package is not UTF-8."), exception);
        }
    }
}
