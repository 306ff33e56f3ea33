namespace Graticule.Server.Maps;

/// <summary>The range subsetting extension (OGC 12-040): fields by name, in any order, or from one to another.</summary>
internal static class WcsFields
{
    private const string Parameter = "RANGESUBSET";

    /// <summary>Bands from 1; null: all. Faults go into the query.</summary>
    public static IReadOnlyList<int>? Read(MapQuery query, IReadOnlyList<string> fields)
    {
        if (query.Text(Parameter) is not { } text)
        {
            return null;
        }

        List<int> bands = [];
        foreach (var part in text.Split(','))
        {
            var ends = part.Split(':');
            var (first, last) = (Find(fields, ends[0]), Find(fields, ends[^1]));
            if (first is not { } from || last is not { } to || ends.Length > 2 || from > to)
            {
                query.Add("NoSuchField", $"'{MapQuery.Short(part)}' is no field of this coverage; its fields are {string.Join(", ", fields)}.", Parameter);
                return null;
            }

            bands.AddRange(Enumerable.Range(from, to - from + 1));
        }

        return bands;
    }

    /// <summary>Number of a band from 1, by its name or by that number.</summary>
    private static int? Find(IReadOnlyList<string> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] == name)
            {
                return i + 1;
            }
        }

        return int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= fields.Count
            ? number
            : null;
    }
}
