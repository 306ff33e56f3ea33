using System.Text.Json;
using Graticule.Analysis.Change.Cubes;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Segments as GeoJSON (RFC 7946): a feature each, its geometry the centre of its pixel.</summary>
internal sealed class SegmentGeoJson : ISegmentFile
{
    private readonly ChangePlan _plan;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;
    private readonly IReadOnlyList<string>[] _names;

    internal SegmentGeoJson(string path, ChangePlan plan)
    {
        (_plan, _file) = (plan, new(path, FileMode.CreateNew));
        _names = [.. plan.Bands.Select(band => (IReadOnlyList<string>)[.. SegmentBands.OfModel.Select(name => $"{band.Role}_{name}")])];
        _json = new(_file);
        _json.WriteStartObject();
        _json.WriteString("type", "FeatureCollection");
        _json.WriteStartArray("features");
    }

    public void Add(FoundPixel pixel)
    {
        for (var i = 0; i < pixel.Result.Models.Count; i++)
        {
            _json.WriteStartObject();
            _json.WriteString("type", "Feature");
            WritePoint(pixel);
            WriteProperties(pixel, i);
            _json.WriteEndObject();
            SegmentText.FlushIfFull(_json);
        }
    }

    public void Finish()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void WritePoint(FoundPixel pixel)
    {
        if (double.IsNaN(pixel.Longitude))
        {
            _json.WriteNull("geometry");
            return;
        }

        _json.WriteStartObject("geometry");
        _json.WriteString("type", "Point");
        _json.WriteStartArray("coordinates");
        _json.WriteNumberValue(pixel.Longitude);
        _json.WriteNumberValue(pixel.Latitude);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteProperties(FoundPixel pixel, int segment)
    {
        Span<double> numbers = stackalloc double[SegmentBands.OfModel.Count];
        var model = pixel.Result.Models[segment];
        _json.WriteStartObject("properties");
        SegmentText.WriteNumber(_json, "x", pixel.X);
        SegmentText.WriteNumber(_json, "y", pixel.Y);
        _json.WriteNumber("segment", segment + 1);
        SegmentText.WriteFacts(_json, model);
        for (var band = 0; band < _names.Length; band++)
        {
            SegmentBands.Put(model.Bands[_plan.LaneOf(_plan.Bands[band])], numbers);
            for (var i = 0; i < numbers.Length; i++)
            {
                SegmentText.WriteNumber(_json, _names[band][i], numbers[i]);
            }
        }

        _json.WriteEndObject();
    }
}
