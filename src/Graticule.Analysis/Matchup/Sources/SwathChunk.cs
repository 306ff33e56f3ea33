using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>Pixels of a swath, by time.</summary>
internal sealed class SwathChunk : ObservationChunk
{
    private readonly string _source;
    private readonly Granule _granule;
    private readonly SwathFields _fields;
    private readonly ReadOptions _options;
    private readonly ObservationNumbers _numbers;
    private readonly int[] _pixels;
    private readonly PointPlaces _places;

    public SwathChunk(string source, Granule granule, SwathFields fields, ReadOptions options, ObservationNumbers numbers, int[] pixels)
    {
        (_source, _granule, _fields, _options, _numbers, _pixels) = (source, granule, fields, options, numbers, pixels);
        var file = fields.File;
        _places = new(
            Array.ConvertAll(pixels, pixel => file.Latitudes[pixel]),
            Array.ConvertAll(pixels, pixel => GridWindow.Turned(file.Longitudes[pixel])),
            Array.ConvertAll(pixels, pixel => file.Times[pixel]));
        Bounds = SphereBox.Around(_places.Latitudes, _places.Longitudes);
    }

    public override Places Places => _places;

    public override LonLatBox Bounds { get; }

    public override long Start => _places.Times[0];

    public override long End => _places.Times[^1];

    public override long Bytes => _pixels.Length * 28L;

    public override ref int NumberOf(int index) => ref _numbers[_pixels[index]];

    public override void Append(int index, PointColumns columns)
    {
        var pixel = _pixels[index];
        columns.Begin(
            _places.Longitudes[index], _places.Latitudes[index], _places.Times[index], double.NaN,
            (0, 0, columns.Strings.Of(_granule.Name), columns.Strings.Of(_source)));
        columns.AddId(_fields.File.IdOf(pixel));
        for (var variable = 0; variable < _fields.Values.Length; variable++)
        {
            var values = _fields.Values[variable];
            if (!float.IsNaN(values[pixel]) && (values[pixel] != 0 || !_options.DropZeros))
            {
                columns.AddValue(_options.Variables[variable], values[pixel]);
            }

            if (_options.Box > 0)
            {
                var (row, column) = Math.DivRem(pixel, _fields.File.Columns);
                columns.AddBox(BoxStatistics.Of(_options.Variables[variable], values, _fields.File.Columns, row, column, _options.Box, wraps: false));
            }
        }
    }
}
