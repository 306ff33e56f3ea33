using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc.Plain;

/// <summary>
/// The detection of <c>lcmap-pyccd:2018.10.17</c> written down as it is described, one number after the other. Slow: everything is computed again where it is needed.
/// </summary>
internal sealed class PlainCcdc
{
    private static readonly int[] Detection = [1, 2, 3, 4, 5];

    private readonly List<double> _days;
    private readonly List<double[]> _values;
    private readonly PlainSeries _series;
    private readonly List<ChangeModel> _models = [];
    private double[] _variogram = [];
    private int _peek;
    private double _threshold;
    private int _start;
    private int _end;
    private int _previousEnd;

    private PlainCcdc(int[] days, PlainSeries series)
    {
        _series = series;
        _days = [.. series.Dates.Select(date => (double)days[date])];
        _values = series.Values;
    }

    /// <summary>The models, and which dates were used.</summary>
    internal static (IReadOnlyList<ChangeModel> Models, bool[] Mask) Detect(int[] days, int[] values, int[] qa, bool wraps = true, bool isBits = true)
    {
        var series = PlainSeries.Of(days, values, qa, wraps, hasCirrus: true, isBits);
        var detection = new PlainCcdc(days, series);
        if (series.Procedure == CcdcProcedure.Standard)
        {
            detection.Search();
        }
        else if (series.Dates.Count >= 12)
        {
            var model = detection.Fit(0, series.Dates.Count, 4);
            var code = series.Procedure == CcdcProcedure.PermanentSnow ? 54 : 44;
            detection.Add(model, days[0], days[^1], days[^1], series.Dates.Count, 0, code, new double[7]);
        }

        return (detection._models, [.. Enumerable.Range(0, days.Length).Select(series.Dates.Contains)]);
    }

    private int Count => _days.Count;

    private void Search()
    {
        if (Count <= 12)
        {
            return;
        }

        var median = PlainSeries.Median(_days.Skip(1).Zip(_days, (to, from) => to - from));
        _peek = Math.Max(6, (int)Math.Round(6 * 16 / median, MidpointRounding.ToEven));
        _threshold = _peek == 6 ? 15.086272469388987 : ChiSquare.Quantile(1 - Math.Pow(0.01, 6.0 / _peek));
        _variogram = [.. Enumerable.Range(0, 7).Select(Variogram)];
        (_start, _end) = (0, 12);
        var isStart = true;
        while (_end <= Count - 12)
        {
            isStart &= _models.Count == 0;
            if (Initialise() is not { } model)
            {
                break;
            }

            LookBack(model);
            if (_start - _previousEnd > _peek && isStart)
            {
                AddPlain(_previousEnd, _start, _days[_start], 14);
                isStart = false;
            }

            if (_end + _peek > Count)
            {
                break;
            }

            LookForward();
            _previousEnd = _end;
            (_start, _end) = (_end, _end + 12);
        }

        if (_previousEnd + _peek < Count)
        {
            AddPlain(_previousEnd, Count, _days[^1], 24);
        }
    }

    private double Variogram(int band)
    {
        for (var lag = 1; lag < Count; lag++)
        {
            List<(double Gap, double Difference)> pairs =
                [.. Enumerable.Range(0, Count - lag).Select(i => (_days[i + lag] - _days[i], Math.Abs(_values[i + lag][band] - _values[i][band])))];
            if (pairs.GroupBy(pair => pair.Gap).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key > 30)
            {
                return PlainSeries.Median(pairs.Where(pair => pair.Gap > 30).Select(pair => pair.Difference));
            }
        }

        return PlainSeries.Median(Enumerable.Range(1, Count - 1).Select(i => Math.Abs(_values[i][band] - _values[i - 1][band])));
    }

    private PlainModel? Initialise()
    {
        while (_end + 12 < Count)
        {
            var days = _days[_start.._end];
            if (days[^1] - days[0] < 365)
            {
                _end++;
                continue;
            }

            var flags = PlainTmask.Flags([.. days], [.. _values[_start.._end]], _variogram);
            double[] rest = [.. days.Where((_, i) => !flags[i])];
            if (rest.Length < 12 || rest[^1] - rest[0] < 365)
            {
                _end++;
                continue;
            }

            for (var i = flags.Length - 1; i >= 0; i--)
            {
                if (flags[i])
                {
                    Remove(_start + i);
                    _end--;
                }
            }

            var model = Fit(_start, _end, 4);
            var (first, last) = (model.Residuals(_days[_start], _values[_start]), model.Residuals(_days[_end - 1], _values[_end - 1]));
            var sum = Detection.Sum(band => Math.Pow(
                (Math.Abs(model.Slope(band) * (_days[_end - 1] - _days[_start])) + first[band] + last[band]) / Math.Max(_variogram[band], model.Rmse[band]), 2));
            if (sum < _threshold)
            {
                return model;
            }

            _start++;
            _end++;
        }

        return null;
    }

    private void LookBack(PlainModel model)
    {
        while (_start > _previousEnd)
        {
            var first = _start - _previousEnd > _peek ? _start - _peek + 1 : _start <= _peek ? 0 : _previousEnd;
            double[] magnitudes = [.. Enumerable.Range(first, _start - first).Reverse().Select(i => Magnitude(model, i, model.Rmse))];
            if (magnitudes.Min() > _threshold)
            {
                return;
            }

            if (magnitudes[0] > 35.888186879610423)
            {
                Remove(_start - 1);
                _end--;
            }

            _start--;
        }
    }

    private void LookForward()
    {
        PlainModel? model = null;
        var (coefficients, hasChanged, fitted, breakDay) = (0, false, 0.0, 0.0);
        double[] medians = [];
        while (_end + _peek <= Count)
        {
            var count = _end - _start;
            coefficients = count / 3.0 < 6 ? 4 : count / 3.0 < 8 ? 6 : 8;
            var span = _days[_end - 1] - _days[_start];
            if (model is null || count < 24 || span >= 1.33 * fitted)
            {
                model = Fit(_start, _end, coefficients);
                fitted = span;
            }

            int[] ahead = [.. Enumerable.Range(_end, _peek)];
            breakDay = _days[_end];
            medians = [.. Enumerable.Range(0, 7).Select(band => PlainSeries.Median(ahead.Select(i => model.Residuals(_days[i], _values[i])[band])))];
            double[] rmse = [.. Enumerable.Range(0, 7).Select(band => count <= 24 ? model.Rmse[band] : model.SeasonalRmse(_days[ahead[^1]], band))];
            double[] magnitudes = [.. ahead.Select(i => Magnitude(model, i, rmse))];
            if (magnitudes.Min() > _threshold)
            {
                hasChanged = true;
                break;
            }

            if (magnitudes[0] > 35.888186879610423)
            {
                Remove(_end);
            }
            else
            {
                _end++;
            }
        }

        Add(model!, _days[_start], _days[_end - 1], breakDay, _end - _start, hasChanged ? 1 : 0, coefficients, medians);
    }

    private double Magnitude(PlainModel model, int position, double[] rmse)
    {
        var residuals = model.Residuals(_days[position], _values[position]);
        return Detection.Sum(band => Math.Pow(residuals[band] / Math.Max(_variogram[band], rmse[band]), 2));
    }

    private void Remove(int position)
    {
        _days.RemoveAt(position);
        _values.RemoveAt(position);
        _series.Dates.RemoveAt(position);
    }

    private PlainModel Fit(int start, int end, int coefficients) => new([.. _days[start..end]], [.. _values[start..end]], coefficients);

    private void AddPlain(int start, int end, double breakDay, int code) =>
        Add(Fit(start, end, 4), _days[start], _days[end - 1], breakDay, end - start, 0, code, new double[7]);

    private void Add(PlainModel model, double start, double end, double breakDay, int count, double probability, int code, double[] medians) => _models.Add(new(
        (int)start, (int)end, (int)breakDay, count, probability, code,
        [.. Enumerable.Range(0, 7).Select(band => new BandModel(model.Rmse[band], model.Coefficients(band), model.Intercept(band), medians[band]))]));
}
