using System.Globalization;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>
/// The command line of cwltool 3.1 (Debian's <c>cwltool</c>). Nothing is pulled or looked up; every tool runs in an image, and one that names none in
/// the image of the host's programs. Steps run one after another: with <c>--parallel</c> this version waits for ever when one of several steps
/// at work fails.
/// </summary>
internal static class CwltoolCommand
{
    public const string Program = "/usr/bin/cwltool";

    /// <summary>Name of the image that stands for the host's own <c>/usr</c>, read-only.</summary>
    public const string HostImage = "graticule-host";

    /// <summary>Seconds after which an expression is cut off.</summary>
    public const int ExpressionSeconds = 20;

    public static IReadOnlyList<string> Arguments(CwlFolders folders, string entry) =>
    [
        Program,
        "--singularity",
        "--disable-pull",
        "--default-container", HostImage,
        "--outdir", folders.Outputs,
        "--tmpdir-prefix", folders.Scratch + "/tmp-",
        "--tmp-outdir-prefix", folders.Scratch + "/out-",
        "--write-summary", folders.Summary,
        "--eval-timeout", ExpressionSeconds.ToString(CultureInfo.InvariantCulture),
        "--no-compute-checksum",
        "--no-doc-cache",
        "--skip-schemas",
        "--disable-js-validation",
        "--disable-color",
        "--relax-path-checks",
        "--non-strict",
        folders.Document + (entry.StartsWith('#') ? entry : "#" + entry),
        folders.JobObject,
    ];
}
