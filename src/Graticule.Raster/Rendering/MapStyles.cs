namespace Graticule.Raster.Rendering;

/// <summary>A way to draw values.</summary>
/// <param name="Name">As a request names it.</param>
/// <param name="Title">As people call it.</param>
public sealed record MapStyle(string Name, string Title)
{
    /// <summary>Null for <c>default</c>, which goes by the file.</summary>
    public ColorRamp? Ramp { get; internal init; }
}

/// <summary>
/// The styles there are; to add one is to add a line. Control points: viridis, magma, inferno, plasma and turbo as the R package
/// viridisLite 0.4 gives ten colours of each (the maps are van der Walt and Smith's for matplotlib, 2015, and Mikhailov's, 2019);
/// terrain is R's terrain.colors(10); RdYlGn and RdBu are ColorBrewer's 11 classes (Brewer, Harrower, 2003).
/// </summary>
public static class MapStyles
{
    /// <summary>By the file: its palette, else its red, green and blue bands, else the first band in grey.</summary>
    public const string Default = "default";

    public static IReadOnlyList<MapStyle> All { get; } =
    [
        new(Default, "As the file says: palette, true colour or grey"),
        Ramp("grey", "Black to white", "000000 FFFFFF"),
        Ramp("viridis", "Viridis", "440154 482878 3E4A89 31688E 26828E 1F9E89 35B779 6DCD59 B4DE2C FDE725"),
        Ramp("magma", "Magma", "000004 180F3E 451077 721F81 9F2F7F CD4071 F1605D FD9567 FEC98D FCFDBF"),
        Ramp("inferno", "Inferno", "000004 1B0C42 4B0C6B 781C6D A52C60 CF4446 ED6925 FB9A06 F7D03C FCFFA4"),
        Ramp("plasma", "Plasma", "0D0887 47039F 7301A8 9C179E BD3786 D8576B ED7953 FA9E3B FDC926 F0F921"),
        Ramp("turbo", "Turbo", "30123B 4662D7 36AAF9 1AE4B6 72FE5E C7EF34 FABA39 F66B19 CB2A04 7A0403"),
        Ramp("terrain", "Terrain", "00A600 2DB600 63C600 A0D600 E6E600 E8C32E EBB25E EDB48E F0C9C0 F2F2F2"),
        Ramp("ndvi", "Red, yellow, green", "A50026 D73027 F46D43 FDAE61 FEE08B FFFFBF D9EF8B A6D96A 66BD63 1A9850 006837"),
        Ramp("rdbu", "Red, white, blue", "67001F B2182B D6604D F4A582 FDDBC7 F7F7F7 D1E5F0 92C5DE 4393C3 2166AC 053061"),
    ];

    /// <summary>The style of that name, whatever its capitals; null if there is none. An empty name is the default.</summary>
    public static MapStyle? Find(string? name) => string.IsNullOrEmpty(name)
        ? All[0]
        : All.FirstOrDefault(style => string.Equals(style.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static ColorRamp Grey => All[1].Ramp!;

    private static MapStyle Ramp(string name, string title, string points) => new(name, title) { Ramp = new(points) };
}
