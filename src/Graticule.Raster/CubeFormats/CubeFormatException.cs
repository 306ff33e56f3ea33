namespace Graticule.Raster.CubeFormats;

/// <summary>A cube cannot be written as asked.</summary>
/// <param name="code"><c>FormatUnsuitable</c>, <c>DataCubeEmpty</c> or <c>ProcessParameterInvalid</c>, as openEO names them.</param>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class CubeFormatException(string code, string message) : Exception(message)
{
    internal const string Unsuitable = "FormatUnsuitable";
    internal const string Empty = "DataCubeEmpty";
    internal const string Invalid = "ProcessParameterInvalid";

    public string Code { get; } = code;
}
