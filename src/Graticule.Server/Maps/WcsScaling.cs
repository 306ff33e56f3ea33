using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>The scaling extension (OGC 12-039): by a factor, by factors of the axes, or to a size.</summary>
/// <param name="FactorX">Null: not by a factor.</param>
/// <param name="FactorY">Null: not by a factor.</param>
/// <param name="Width">Columns; null: not to a size.</param>
/// <param name="Height">Rows; null: not to a size.</param>
internal readonly record struct WcsScaling(double? FactorX, double? FactorY, int? Width, int? Height)
{
    /// <summary>Size of a pixel along x in units of the CRS of the subset, as drafts of WCS 2.0 had it; null: none is asked for.</summary>
    public double? StepX { get; init; }

    /// <inheritdoc cref="StepX"/>
    public double? StepY { get; init; }

    public bool IsEmpty => FactorX is null && FactorY is null && Width is null && Height is null && StepX is null && StepY is null;

    /// <summary>Faults go into the query.</summary>
    public static WcsScaling Read(MapQuery query)
    {
        string[] names = [.. ((string[])["SCALEFACTOR", "SCALEAXES", "SCALESIZE", "SCALEEXTENT"]).Where(name => query.Text(name) is not null)];
        switch (names)
        {
            case [] when query.All("SIZE").Any() || query.All("RESOLUTION").Any():
                return ReadEarly(query);
            case []:
                return default;
            case ["SCALEFACTOR"]:
                var factor = ReadFactor(query, query.Text("SCALEFACTOR")!, "SCALEFACTOR");
                return new(factor, factor, null, null);
            case [var name]:
                return ReadAxes(query, name);
            default:
                query.Add("InvalidParameterValue", $"A coverage is scaled in one way; {string.Join(" and ", names)} are given.", names[1]);
                return default;
        }
    }

    /// <summary>The size in pixels of what has another size without scaling.</summary>
    /// <param name="width">Columns without scaling.</param>
    /// <param name="height">Rows without scaling.</param>
    /// <param name="box">In the CRS of the subset.</param>
    public (int Width, int Height) Apply(double width, double height, Box box) => (
        Width ?? Whole(StepX is { } x ? (box.MaxX - box.MinX) / x : width * (FactorX ?? 1)),
        Height ?? Whole(StepY is { } y ? (box.MaxY - box.MinY) / y : height * (FactorY ?? 1)));

    private static int Whole(double size) => (int)Math.Clamp(Math.Round(size), 1, int.MaxValue);

    /// <summary><c>SIZE=x(200)</c> and <c>RESOLUTION=x(10)</c>, one for each axis, as drafts of WCS 2.0 had them before the scaling extension.</summary>
    private static WcsScaling ReadEarly(MapQuery query)
    {
        var scaling = default(WcsScaling);
        foreach (var (text, name) in query.All("SIZE").Select(text => (text, "SIZE")).Concat(query.All("RESOLUTION").Select(text => (text, "RESOLUTION"))))
        {
            if (!WcsAxis.TryParse(text, out var label, out var inside) || WcsAxis.IsX(label.Split(',')[0].Trim()) is not { } isX)
            {
                query.Add("InvalidAxisLabel", $"'{MapQuery.Short(text)}' names no axis of this coverage; write such as x(200).", name);
                continue;
            }

            if (name == "SIZE")
            {
                var size = ReadSize(query, inside, name);
                scaling = isX ? scaling with { Width = size } : scaling with { Height = size };
            }
            else
            {
                var step = ReadFactor(query, inside, name);
                scaling = isX ? scaling with { StepX = step } : scaling with { StepY = step };
            }
        }

        return scaling;
    }

    private static WcsScaling ReadAxes(MapQuery query, string name)
    {
        var scaling = default(WcsScaling);
        foreach (var part in query.Text(name)!.Split("),"))
        {
            if (!WcsAxis.TryParse(part.EndsWith(')') ? part : part + ")", out var label, out var inside) || WcsAxis.IsX(Last(label)) is not { } isX)
            {
                query.Add("ScaleAxisUndefined", $"'{MapQuery.Short(part)}' names no axis of this coverage; write such as i(100),j(100).", name);
                continue;
            }

            if (name == "SCALEAXES")
            {
                var factor = ReadFactor(query, inside, name);
                scaling = isX ? scaling with { FactorX = factor } : scaling with { FactorY = factor };
            }
            else
            {
                var size = name == "SCALESIZE" ? ReadSize(query, inside, name) : ReadExtent(query, inside, name);
                scaling = isX ? scaling with { Width = size } : scaling with { Height = size };
            }
        }

        return scaling;
    }

    /// <summary>Axes may be named by addresses that end in their label.</summary>
    private static string Last(string label) => label[(label.LastIndexOf('/') + 1)..];

    private static double ReadFactor(MapQuery query, string text, string name)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor > 0 && double.IsFinite(factor))
        {
            return factor;
        }

        query.Add("InvalidScaleFactor", $"'{MapQuery.Short(text)}' is no scale factor; it must be a number above 0.", name);
        return 1;
    }

    private static int ReadSize(MapQuery query, string text, string name)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
        {
            return size;
        }

        query.Add("InvalidExtent", $"'{MapQuery.Short(text)}' is no size; it must be a whole number above 0.", name);
        return 1;
    }

    private static int ReadExtent(MapQuery query, string text, string name)
    {
        if (text.Split(':') is [var low, var high]
            && long.TryParse(low, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(high, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last)
            && last - first is >= 0 and < int.MaxValue)
        {
            return (int)(last - first + 1);
        }

        query.Add("InvalidExtent", $"'{MapQuery.Short(text)}' is no extent; it must be the first and the last index, such as 0:99.", name);
        return 1;
    }
}
