using Graticule.Jobs;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Application packages in the Common Workflow Language (OGC 20-089r1), from the text that is deployed to a document that runs.</summary>
public static class CwlPackages
{
    /// <summary>Reads a document, brings in all that it names, and checks that it can work.</summary>
    /// <param name="body">The text: YAML or JSON, UTF-8.</param>
    /// <param name="mediaType">Media type of the text: <c>application/cwl</c>, with <c>+yaml</c> or <c>+json</c>, or that of YAML or JSON.</param>
    /// <param name="workflow">Id of the process to run; null or empty: the fragment of the address, else the first workflow, else the only tool.</param>
    /// <param name="baseAddress">Where the text lies, which what it names is relative to; null: it was sent without.</param>
    /// <param name="source">Fetches what is named.</param>
    /// <param name="limits">How large all may be, and what tools may ask for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">The document cannot work; <see cref="Problem.Details"/> has every reason.</exception>
    /// <exception cref="WorkflowNotFoundException">There is no process of the name that was asked for.</exception>
    public static async Task<CwlDocument> ReadAsync(
        ReadOnlyMemory<byte> body, string mediaType, string? workflow, Uri? baseAddress, IPackageSource source, CwlLimits limits,
        CancellationToken cancellationToken)
    {
        var faults = new CwlFaults(limits.MaxFaults);
        var document = await ReadAsync(body, mediaType, workflow, baseAddress, source, limits, faults, cancellationToken);
        if (document is not null)
        {
            CwlLint.Check(document, limits, faults);
        }

        faults.ThrowIfAny();
        return document! with { Warnings = faults.Warnings };
    }

    /// <summary>As above, without the check. Null after a fault.</summary>
    internal static async Task<CwlDocument?> ReadAsync(
        ReadOnlyMemory<byte> body, string mediaType, string? workflow, Uri? baseAddress, IPackageSource source, CwlLimits limits, CwlFaults faults,
        CancellationToken cancellationToken)
    {
        var (address, fragment) = CwlNames.Split(baseAddress ?? CwlNames.NoAddress);
        var wanted = string.IsNullOrEmpty(workflow) ? fragment : workflow;
        var imports = new CwlImports(source, limits, faults);
        if (CwlReader.Read(body, mediaType, limits, faults) is not { } root
            || CwlSource.Of(await imports.ExpandAsync(root, address, "", cancellationToken), address, "", faults) is not { } document)
        {
            return null;
        }

        CheckIds(document, faults);
        return CwlEntry.Choose(document, wanted, faults) is { } entry
            ? await new CwlPacker(imports, limits, faults).PackAsync(document, entry, cancellationToken)
            : null;
    }

    private static void CheckIds(CwlSource document, CwlFaults faults)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var process in document.IsGraph ? document.Processes : [])
        {
            if (!process["id"].IsText(out var id))
            {
                faults.Add(process, "Each process of '$graph' needs an 'id', so that it can be named.");
            }
            else if (!known.Add(CwlNames.Fragment(id)))
            {
                faults.Add(process["id"]!, $"The id '{id}' stands twice in '$graph'.");
            }
        }
    }
}
