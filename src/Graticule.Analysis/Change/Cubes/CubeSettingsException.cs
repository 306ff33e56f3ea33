namespace Graticule.Analysis.Change.Cubes;

/// <summary>A setting does not fit, by itself or with the cube.</summary>
/// <param name="setting">Its name.</param>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class CubeSettingsException(string setting, string message) : Exception(message)
{
    public string Setting { get; } = setting;
}
