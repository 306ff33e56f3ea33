namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Identifiers in CWL documents: short, as a fragment, or absolute, and brought to their short form.</summary>
internal static class CwlNames
{
    /// <summary>Address of a document that was sent without one.</summary>
    public static Uri NoAddress { get; } = new("package:/document.cwl");

    /// <summary>What follows the <c>#</c>; the whole text where there is none.</summary>
    public static string Fragment(string id) => id[(id.IndexOf('#', StringComparison.Ordinal) + 1)..];

    /// <summary>The last part of an id: <c>b</c> of <c>#main/step/b</c>.</summary>
    public static string Last(string id)
    {
        var fragment = Fragment(id);
        return fragment[(fragment.LastIndexOf('/') + 1)..];
    }

    /// <summary>A reference to an input or to a step's output, relative to its workflow: <c>step/out</c> of <c>#main/step/out</c>.</summary>
    public static string Source(string reference, string workflow)
    {
        var isRooted = reference.Contains('#', StringComparison.Ordinal);
        var fragment = Fragment(reference);
        return isRooted && workflow.Length > 0 && fragment.StartsWith(workflow + "/", StringComparison.Ordinal) ? fragment[(workflow.Length + 1)..] : fragment;
    }

    /// <summary>The address without its fragment, and the fragment without its <c>#</c>.</summary>
    public static (Uri Document, string Fragment) Split(Uri address) =>
        address.Fragment.Length == 0
            ? (address, "")
            : (new(address.AbsoluteUri[..^address.Fragment.Length]), Uri.UnescapeDataString(address.Fragment[1..]));

    /// <summary>Name of the file at an address, without its ending, as far as it can be an id; otherwise <c>main</c>.</summary>
    public static string Stem(Uri address)
    {
        var name = Path.GetFileNameWithoutExtension(address.AbsolutePath);
        return address != NoAddress && name.Length > 0 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.') ? name : "main";
    }

    /// <summary>A name with a number behind it where the name is taken.</summary>
    public static string Free(string name, IReadOnlyCollection<string> taken)
    {
        var free = name;
        var number = 1;
        while (taken.Contains(free, StringComparer.Ordinal))
        {
            number++;
            free = $"{name}_{number}";
        }

        return free;
    }
}
