namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>What made-up data say of themselves, so that nobody takes them for measurements.</summary>
internal static class Declarations
{
    internal const string Comment = "SYNTHETIC DATA: computed from a formula for demonstrations and tests of Graticule; nothing in it was measured.";

    internal const string Institution = "Graticule (none of the institutions of the product whose name it bears)";

    internal static void Note(ClassicNetCdf file, string title, string summary)
    {
        file.Note("Conventions", "CF-1.8, ACDD-1.3");
        file.Note("title", title);
        file.Note("summary", $"{summary} {Comment}");
        file.Note("comment", Comment);
        file.Note("source", "synthetic");
        file.Note("institution", Institution);
        file.Note("license", "CC0-1.0");
    }
}
