using System.Diagnostics.Metrics;
using Graticule.Server.Observability;

namespace Graticule.Tests.Server.Observability;

public sealed class MetricRecorderTests : IDisposable
{
    private readonly Meter _meter;
    private readonly MetricRecorder _recorder;

    public MetricRecorderTests()
    {
        _meter = new(new MeterOptions("Graticule.Tests") { Scope = this });
        _recorder = new(scope: this);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_by_its_labels()
    {
        var counter = _meter.CreateCounter<long>("things.made", description: "Things made.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "b"));

        var text = PrometheusText.Parse(_recorder.Write());

        Assert.Equal("counter", text.Types["things_made_total"]);
        Assert.Equal(5, text.Samples["things_made_total{kind=\"a\"}"]);
        Assert.Equal(1, text.Samples["things_made_total{kind=\"b\"}"]);
    }

    [Fact]
    public void A_histogram_counts_up_to_each_bound_and_a_value_on_a_bound_belongs_to_it()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5] };
        var histogram = _meter.CreateHistogram("wait", "s", "How long.", tags: null, advice);
        foreach (var value in (double[])[0.5, 1, 3, 5, 7])
        {
            histogram.Record(value);
        }

        var text = PrometheusText.Parse(_recorder.Write());

        Assert.Equal(2, text.Samples["wait_seconds_bucket{le=\"1\"}"]);
        Assert.Equal(4, text.Samples["wait_seconds_bucket{le=\"5\"}"]);
        Assert.Equal(5, text.Samples["wait_seconds_bucket{le=\"+Inf\"}"]);
        Assert.Equal(16.5, text.Samples["wait_seconds_sum"]);
        Assert.Equal(5, text.Samples["wait_seconds_count"]);
    }

    [Fact]
    public void A_gauge_shows_what_is_observed_now_and_forgets_what_is_gone()
    {
        var state = "first";
        _meter.CreateObservableGauge("present", () => new Measurement<int>(7, new KeyValuePair<string, object?>("state", state)));

        Assert.Equal(7, PrometheusText.Parse(_recorder.Write()).Samples["present{state=\"first\"}"]);
        state = "second";
        var text = PrometheusText.Parse(_recorder.Write());

        Assert.Equal(["present{state=\"second\"}"], text.Samples.Keys.Where(name => name.StartsWith("present", StringComparison.Ordinal)));
    }

    [Fact]
    public void Texts_that_would_break_the_format_are_escaped()
    {
        _meter.CreateCounter<int>("odd", description: "A \\ and\na line.").Add(1, new KeyValuePair<string, object?>("path", "a\"b\\c\nd"));

        var written = _recorder.Write();

        Assert.Contains("# HELP odd_total A \\\\ and\\na line.\n", written, StringComparison.Ordinal);
        Assert.Contains("odd_total{path=\"a\\\"b\\\\c\\nd\"} 1\n", written, StringComparison.Ordinal);
        PrometheusText.Parse(written);
    }

    [Fact]
    public void A_flood_of_labels_does_not_fill_the_memory()
    {
        var counter = _meter.CreateCounter<int>("flood");
        for (var index = 0; index < 5000; index++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("value", index));
        }

        Assert.InRange(PrometheusText.Parse(_recorder.Write()).Samples.Count, 1000, 1100);
    }

    [Fact]
    public void The_figures_of_another_server_are_not_ours()
    {
        using var other = new Meter(new MeterOptions("Graticule.Tests") { Scope = new object() });
        other.CreateCounter<int>("foreign").Add(1);

        Assert.DoesNotContain("foreign", _recorder.Write(), StringComparison.Ordinal);
    }
}
