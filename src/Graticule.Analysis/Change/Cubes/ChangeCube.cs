using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>
/// The segments of each pixel of a cube, along a dimension in place of that of time, or the models at some dates. What there is not is missing. Only windows
/// that are read are computed, and a window's results alone are in memory.
/// </summary>
internal sealed class ChangeCube : Cube
{
    internal const string Segment = "segment";

    private readonly Cube _source;
    private readonly ChangePlan _plan;
    private readonly PixelPlanes _planes;
    private readonly Dimension _time;
    private readonly Dimension? _bands;
    private readonly int _placeStep;
    private readonly int _bandStep;

    /// <param name="source">With the dimensions, and no others but x and y.</param>
    /// <param name="time">Along which dates lie.</param>
    /// <param name="bands">Along which bands lie; null: there is one band.</param>
    /// <param name="plan">What is searched.</param>
    internal ChangeCube(Cube source, Dimension time, Dimension? bands, ChangePlan plan)
        : base(ShapeOf(source.Shape, time, bands, plan))
    {
        (_source, _plan, _time, _bands) = (source, plan, time, bands);
        _planes = new(source.Shape, time, bands, plan);
        var places = plan.Dates is null ? Segment : time.Name;
        (_placeStep, _bandStep) = (Shape.StrideOf(Shape.Find(places)!), Shape.StrideOf(Shape.Find(BandsName(bands))!));
    }

    public override IReadOnlyList<Cube> Inputs => [_source];

    /// <summary>The series of a pixel are all read at once, and a pixel's segments are as many numbers.</summary>
    public override long BytesPerPixel => _source.BytesPerPixel + (sizeof(double) * ((long)_source.Shape.Planes + Shape.Planes));

    public override Block Read(Window window, ReadScope scope)
    {
        var all = _source.Read(window, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        block.Values.Span.Fill(Missing.Value);
        scope.Keep(_planes, NewDetection).Run(all, (cell, result) => PutAll(result, cell, block));
        return block;
    }

    public override Cube Crop(Window window)
    {
        var cropped = _source.Crop(window);
        return new ChangeCube(cropped, cropped.Shape.Find(_time.Name)!, _bands is null ? null : cropped.Shape.Find(_bands.Name), _plan);
    }

    /// <summary>What is searched.</summary>
    internal Cube Source => _source;

    internal ChangePlan Plan => _plan;

    /// <summary>The latest day of the data.</summary>
    internal int LastDay => _planes.Dates.Series.Days[^1];

    /// <summary>The models at dates, of the same search.</summary>
    internal ChangeCube At(IReadOnlyList<(string Label, int Day)> dates, bool fillsGaps) => new(_source, _time, _bands, _plan with { Dates = dates, FillsGaps = fillsGaps });

    /// <summary>For a thread of its own.</summary>
    internal PixelDetection NewDetection() => new(_plan, _planes);

    /// <summary>The cells of a window whose pixels were searched.</summary>
    /// <param name="window">Of this cube.</param>
    /// <param name="results">Row by row.</param>
    internal Block ImageOf(Window window, IReadOnlyList<CcdcResult> results)
    {
        var block = new Block(window, Shape.Planes, new double[Shape.Planes * results.Count]);
        block.Values.Span.Fill(Missing.Value);
        for (var cell = 0; cell < results.Count; cell++)
        {
            PutAll(results[cell], cell, block);
        }

        return block;
    }

    private void PutAll(CcdcResult result, int cell, Block block)
    {
        if (_plan.Dates is null)
        {
            PutSegments(result.Models, cell, block);
        }
        else
        {
            PutDates(result.Models, cell, block);
        }
    }

    private void PutSegments(IReadOnlyList<ChangeModel> models, int cell, Block block)
    {
        for (var place = 0; place < models.Count && place < _plan.Segments; place++)
        {
            Put(models[place], day: null, place, cell, block);
        }
    }

    private void PutDates(IReadOnlyList<ChangeModel> models, int cell, Block block)
    {
        for (var place = 0; place < _plan.Dates!.Count; place++)
        {
            var day = _plan.Dates[place].Day;
            if (ModelAt(models, day) is { } model)
            {
                Put(model, day, place, cell, block);
            }
        }
    }

    /// <summary>The last one that holds the day; else, if asked for, the nearest, and of two the earlier.</summary>
    private ChangeModel? ModelAt(IReadOnlyList<ChangeModel> models, int day) =>
        models.LastOrDefault(model => day >= model.StartDay && day <= model.EndDay)
        ?? (_plan.FillsGaps ? models.MinBy(model => day < model.StartDay ? model.StartDay - day : day - model.EndDay) : null);

    private void Put(ChangeModel model, int? day, int place, int cell, Block block)
    {
        Span<double> numbers = stackalloc double[SegmentBands.OfModel.Count];
        double[] facts =
        [
            SegmentBands.DayOf(model.StartDay, _plan.Days), SegmentBands.DayOf(model.EndDay, _plan.Days), SegmentBands.DayOf(model.BreakDay, _plan.Days),
            model.ChangeProbability, model.ObservationCount, model.CurveQa,
        ];
        var plane = place * _placeStep;
        PutRun(facts, ref plane);
        foreach (var band in _plan.Bands)
        {
            var own = model.Bands[_plan.LaneOf(band)];
            SegmentBands.Put(own, numbers);
            PutRun(numbers, ref plane);
            if (day is { } at)
            {
                PutRun([SegmentBands.ValueAt(own, at, _plan.Parameters)], ref plane);
            }
        }

        void PutRun(ReadOnlySpan<double> run, ref int at)
        {
            foreach (var number in run)
            {
                block.Plane(at)[cell] = number;
                at += _bandStep;
            }
        }
    }

    private static string BandsName(Dimension? bands) => bands?.Name ?? "bands";

    private static CubeShape ShapeOf(CubeShape shape, Dimension time, Dimension? bands, ChangePlan plan)
    {
        var labels = new LabelList(plan.Labels.Select(label => new Label(label)));
        var places = plan.Dates is null
            ? new Dimension(Segment, DimensionType.Other, new LabelList(Enumerable.Range(1, plan.Segments).Select(number => new Label(number))))
            : time with { Labels = new(plan.Dates.Select(date => new Label(date.Label))) };
        var withPlaces = shape.Replace(time, places);
        return bands is null
            ? new([.. withPlaces.Dimensions, new(BandsName(null), DimensionType.Bands, labels)])
            : withPlaces.Replace(bands, bands with { Labels = labels, Bands = null });
    }
}
