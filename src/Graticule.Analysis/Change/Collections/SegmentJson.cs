using System.Text.Json;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Cubes;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Segments as JSON, pixel by pixel, also of pixels without any.</summary>
internal sealed class SegmentJson : ISegmentFile
{
    private readonly ChangePlan _plan;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;

    internal SegmentJson(string path, ChangePlan plan, string? referenceSystem)
    {
        (_plan, _file) = (plan, new(path, FileMode.CreateNew));
        _json = new(_file);
        _json.WriteStartObject();
        _json.WriteString("algorithm", plan.Algorithm);
        _json.WriteString("crs", referenceSystem);
        _json.WriteStartArray("pixels");
    }

    public void Add(FoundPixel pixel)
    {
        _json.WriteStartObject();
        SegmentText.WriteNumber(_json, "x", pixel.X);
        SegmentText.WriteNumber(_json, "y", pixel.Y);
        SegmentText.WriteNumber(_json, "longitude", pixel.Longitude);
        SegmentText.WriteNumber(_json, "latitude", pixel.Latitude);
        SegmentText.WriteNumber(_json, "cloud_prob", pixel.Result.CloudProbability);
        SegmentText.WriteNumber(_json, "snow_prob", pixel.Result.SnowProbability);
        SegmentText.WriteNumber(_json, "water_prob", pixel.Result.WaterProbability);
        _json.WriteStartArray("segments");
        foreach (var model in pixel.Result.Models)
        {
            _json.WriteStartObject();
            SegmentText.WriteFacts(_json, model);
            foreach (var band in _plan.Bands)
            {
                WriteBand(band.Role, model.Bands[_plan.LaneOf(band)]);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        SegmentText.FlushIfFull(_json);
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

    private void WriteBand(string role, BandModel band)
    {
        _json.WriteStartObject(role);
        SegmentText.WriteNumber(_json, "rmse", band.Rmse);
        _json.WriteStartArray("coefficients");
        foreach (var coefficient in band.Coefficients)
        {
            _json.WriteNumberValue(coefficient);
        }

        _json.WriteEndArray();
        SegmentText.WriteNumber(_json, "intercept", band.Intercept);
        SegmentText.WriteNumber(_json, "magnitude", band.Magnitude);
        _json.WriteEndObject();
    }
}
