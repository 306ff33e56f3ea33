namespace Graticule.Analysis.Packages.Formats;

/// <summary>The ways to write a package that can be deployed.</summary>
internal static class PackageFormats
{
    public static IReadOnlyList<IPackageFormat> All { get; } = [new OgcPackageFormat(), new CwlPackageFormat(), new WorkflowFormat()];
}
