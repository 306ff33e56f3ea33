using Graticule.Analysis.Packages.Containers;
using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Commands;

/// <summary>Where a command runs: which image, by which program, and how it begins.</summary>
/// <param name="Program">The container program.</param>
/// <param name="Image">The image.</param>
/// <param name="Words">Program and first arguments.</param>
/// <param name="Environment">Variables that image and package set.</param>
internal sealed record CommandImage(
    IContainerProgram Program, ContainerImage Image, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Environment)
{
    /// <exception cref="ProblemException">Unsupported: no image of the package is here, no container program works, or there is no command.</exception>
    public static async Task<CommandImage> FindAsync(EntryPoint entry, CommandUnit unit, PackageSite site, CancellationToken cancellationToken)
    {
        var image = await OpenAsync(entry, unit, site, cancellationToken);
        var program = await ContainerPrograms.ChooseAsync(image.IsHost ? ContainerProgram.Bubblewrap : site.Containers, cancellationToken);
        var defaults = image.IsHost ? new(null, new Dictionary<string, string>(StringComparer.Ordinal)) : ImageDefaults.Of(image.Root);
        IReadOnlyList<string> words = entry.IsOwnCommand
            ? [.. defaults.Command ?? throw NoCommand(image.Name), .. entry.Words]
            : entry.Words;
        var environment = defaults.Environment.Concat(entry.Environment)
            .GroupBy(variable => variable.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
        return new(program, image, words, environment);
    }

    private static async Task<ContainerImage> OpenAsync(EntryPoint entry, CommandUnit unit, PackageSite site, CancellationToken cancellationToken)
    {
        var store = new ImageStore(site);
        var references = new[] { entry.Image, unit.Image }.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (references.Find(reference => store.WhyNot(reference) is null) is { } usable)
        {
            return await store.OpenAsync(usable, cancellationToken);
        }

        if (site.AllowsHostPrograms)
        {
            return ContainerImage.Host;
        }

        throw new ProblemException(
            ProblemKind.Unsupported,
            references.Count == 0 ? "The package names no container image, and this server runs no package outside one." : store.WhyNot(references[0])!,
            references.Count == 0 ? null : references[0]);
    }

    private static ProblemException NoCommand(string image) => new(
        ProblemKind.Unsupported,
        $"The package has no additional parameter 'entry-point', and the image '{image}' has no command of its own; one of them must say what is run.",
        "entry-point");
}
