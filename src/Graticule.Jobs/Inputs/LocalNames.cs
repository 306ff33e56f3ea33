using System.Globalization;

namespace Graticule.Jobs.Inputs;

/// <summary>Names of files and folders made of names that others chose: plain letters, no two the same, none that leads anywhere else.</summary>
internal sealed class LocalNames
{
    private const int Longest = 100;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name like the wanted one that nobody has.</summary>
    public string Take(string wanted)
    {
        var plain = string.Concat(wanted.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-' ? sign : '_')).TrimStart('.', '-');
        var end = plain.Length > Longest ? plain[^Longest..].TrimStart('.', '-') : plain;
        var start = end.Length == 0 ? "file" : end;
        var (name, number) = (start, 2);
        while (!_taken.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(start)}-{number++}{Path.GetExtension(start)}");
        }

        return name;
    }
}
