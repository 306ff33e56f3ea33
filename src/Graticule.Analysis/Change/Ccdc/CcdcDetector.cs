using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>Continuous change detection over the pixels of a chip, one after the other. Not for several threads at once: each has its own.</summary>
public sealed class CcdcDetector
{
    private readonly CcdcParameters _parameters;
    private readonly SeriesDates _dates;
    private readonly PixelFilter _filter;
    private readonly SearchState _state;
    private readonly SegmentSearch _search;

    /// <param name="dates">Of the chip; shared by the detectors of its threads.</param>
    public CcdcDetector(CcdcDates dates)
    {
        (_parameters, _dates) = (dates.Parameters, dates.Series);
        _filter = new(_parameters, _dates);
        _state = new(_parameters, _dates);
        _search = new(_state, _dates);
    }

    /// <summary>Finds the segments of a pixel.</summary>
    /// <param name="pixel">Its observations, in the order of the dates.</param>
    /// <param name="wraps">Whether the numbers are of 16 bits, as LCMAP's are; wider ones do not run over when temperatures are converted.</param>
    /// <exception cref="CcdcException">There is no result.</exception>
    public CcdcResult Detect(PixelSeries pixel, bool wraps = true)
    {
        if (_parameters.Bands != PixelSeries.Bands)
        {
            throw new ArgumentException($"A series of {PixelSeries.Bands} bands cannot be searched with parameters of {_parameters.Bands}.", nameof(pixel));
        }

        var found = _filter.Classify(pixel);
        _filter.Fill(pixel, found.Procedure, wraps, _state.Observations);
        return Search(found);
    }

    /// <summary>Finds the segments of a pixel of any bands.</summary>
    /// <param name="values">Date by date, in the order of the dates, the bands of the parameters; what is missing is no number.</param>
    /// <param name="shown">What each date shows.</param>
    internal CcdcResult Detect(ReadOnlySpan<double> values, ReadOnlySpan<QaClass> shown)
    {
        var found = _filter.Classify(shown);
        _filter.Fill(values, found.Procedure, _state.Observations);
        return Search(found);
    }

    private CcdcResult Search((CcdcProcedure Procedure, double Cloud, double Snow, double Water) found)
    {
        var (procedure, cloud, snow, water) = found;
        _state.Models.Clear();
        _state.Fitter.Forget();
        if (procedure == CcdcProcedure.Standard)
        {
            _search.Run();
        }
        else if (_state.Observations.Count >= _parameters.MinimumObservations)
        {
            AddSingle(procedure);
        }

        var mask = new bool[_dates.Days.Length];
        for (var i = 0; i < _state.Observations.Count; i++)
        {
            mask[_state.Observations.Date(i)] = true;
        }

        return new(mask, [.. _state.Models], procedure, cloud, snow, water);
    }

    /// <summary>One model over all observations; its days are those of the whole series.</summary>
    private void AddSingle(CcdcProcedure procedure)
    {
        var count = _state.Observations.Count;
        _state.Fitter.Fit(_state.Observations, 0, count, _parameters.FewestCoefficients, _state.Model);
        var last = _dates.Days[^1];
        _state.Add(
            _dates.Days[0], last, _parameters.SingleFitHasBreakDay ? last : 0, count, probability: 0,
            procedure == CcdcProcedure.PermanentSnow ? _parameters.Codes.Snow : _parameters.Codes.FewClear, Vector512<double>.Zero);
    }
}
