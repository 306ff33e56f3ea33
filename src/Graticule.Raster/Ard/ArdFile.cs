using System.Text.Json.Serialization;

namespace Graticule.Raster.Ard;

/// <summary>A registered file.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Length">In bytes, when it was scanned.</param>
/// <param name="Modified">Ticks in UTC, when it was scanned.</param>
/// <param name="Ubid">Its layer.</param>
/// <param name="Day">When it was acquired: days since 1 January of year 1, which is 1.</param>
/// <param name="Made">Which of two files of the same look is the newer one: the greater.</param>
/// <param name="Left">Metres.</param>
/// <param name="Top">Metres.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Direct">Whether it can be read without GDAL.</param>
public sealed record ArdFile(string Path, long Length, long Modified, string Ubid, int Day, long Made, long Left, long Top, int Width, int Height, bool Direct)
{
    [JsonIgnore]
    public string Name => System.IO.Path.GetFileName(Path);

    [JsonIgnore]
    public ArdLayer Layer => ArdLayers.Find(Ubid) ?? throw new InvalidDataException($"'{Ubid}' is no layer.");

    [JsonIgnore]
    public DateOnly Acquired => DateOnly.FromDayNumber(Day - 1);

    /// <summary>Whether a pixel of the chip lies in the file.</summary>
    public bool Covers(GridPoint chip) =>
        chip.X < Left + (Width * (long)ArdGrid.PixelSide) && chip.X + ArdGrid.ChipSide > Left
        && chip.Y > Top - (Height * (long)ArdGrid.PixelSide) && chip.Y - ArdGrid.ChipSide < Top;
}
