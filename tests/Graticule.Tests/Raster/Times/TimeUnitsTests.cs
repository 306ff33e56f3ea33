using System.Globalization;
using Graticule.Raster.Times;
using Graticule.Tests.Raster.Observations;

namespace Graticule.Tests.Raster.Times;

public sealed class TimeUnitsTests
{
    [Theory]
    [InlineData("seconds since 1981-01-01 00:00:00 UTC", null, 1, "1981-01-01T00:00:01Z")]
    [InlineData("seconds since 1970-01-01 00:00:00 0:00", null, -1, "1969-12-31T23:59:59Z")]
    [InlineData("Hour since 2001-12-31T23:00:00Z", "proleptic_gregorian", 1, "2002-01-01T00:00:00Z")]
    [InlineData("days since 1950-1-1", "standard", 0.25, "1950-01-01T06:00:00Z")]
    [InlineData("hours since 1992-10-8 15:15:42.5 -6:00", null, 0, "1992-10-08T21:15:42Z")]
    [InlineData("hours since 1992-10-8 15:15:42 +05:30", null, 0, "1992-10-08T09:45:42Z")]
    [InlineData("minutes since 20000101T1200", null, 0, "2000-01-01T12:00:00Z")]
    [InlineData("minutes since 20000101 12:00", null, 1.5, "2000-01-01T12:01:30Z")]
    [InlineData("milliseconds since 2000-01-01", null, -1, "1999-12-31T23:59:59Z")]
    [InlineData("nanoseconds since 1970-01-01", null, 1600000000123456789, "2020-09-13T12:26:40Z")]
    [InlineData("days since 1-1-1 00:00:0.0", null, 737791, "2020-12-31T00:00:00Z")] // two days less than by the Gregorian calendar at all times
    [InlineData("days since 1-1-1 00:00:0.0", "proleptic_gregorian", 737789, "2020-12-31T00:00:00Z")]
    [InlineData("days since 1582-10-04", "gregorian", 1, "1582-10-15T00:00:00Z")]
    [InlineData("days since 2000-02-28", "noleap", 1, "2000-03-01T00:00:00Z")]
    [InlineData("days since 1999-01-01", "365_day", 730.5, "2001-01-01T12:00:00Z")]
    [InlineData("days since 2000-01-01", "julian", 0, "2000-01-14T00:00:00Z")]
    [InlineData("days since 2000-01-01", null, double.NaN, null)]
    [InlineData("days since 2000-01-01", null, 1e30, null)]
    [InlineData("days since 2000-01-01", null, 4e6, null)]
    [InlineData("days since 2000-01-01", "360_day", 0, null)]
    [InlineData("days since 2000-01-01", "all_leap", 0, null)]
    [InlineData("months since 2000-01-01", null, 0, null)]
    [InlineData("days since 2001-02-29", null, 0, null)]
    [InlineData("days since 2000-02-29", "noleap", 0, null)]
    [InlineData("days since 0000-01-01", null, 0, null)]
    [InlineData("days", null, 0, null)]
    [InlineData("since 2000-01-01", null, 0, null)]
    public void Numbers_in_a_unit_since_an_instant_are_seconds_since_1970(string units, string? calendar, double number, string? expected)
    {
        var seconds = TimeUnits.Parse(units, calendar, out var problem)?.SecondsOf(number);

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).ToUnixTimeSeconds(), seconds);
        Assert.Equal(problem.Length > 0, TimeUnits.Parse(units, calendar, out _) is null);
    }

    [SkippableTheory]
    [InlineData("standard")]
    [InlineData("proleptic_gregorian")]
    [InlineData("noleap")]
    public void Dates_of_calendars_are_those_of_cftime(string calendar)
    {
        using var files = new ObservationFolder();
        const string Units = "hours since 1480-02-03 05:00:00";
        var hours = Enumerable.Range(0, 400).Select(i => (i * 11_987.25) + (i % 7)).ToArray();

        var expected = files.Numbers(
            """
            import datetime as dt
            h = np.arange(400) * 11987.25 + np.arange(400) % 7
            def s(t): return (dt.datetime(t.year, t.month, t.day, t.hour, t.minute, t.second) - dt.datetime(1970, 1, 1)).total_seconds()
            def j(t):
                # Julian dates before the reform as the days that they were
                if sys.argv[2] != 'standard' or (t.year, t.month, t.day) >= (1582, 10, 15): return s(t)
                import cftime
                return s(cftime.datetime(t.year, t.month, t.day, t.hour, t.minute, t.second, calendar='julian').change_calendar('proleptic_gregorian'))
            out = np.array([j(t) for t in nc.num2date(h, sys.argv[1], sys.argv[2])])
            """,
            Units,
            calendar);

        var unit = TimeUnits.Parse(Units, calendar, out _)!;
        Assert.Equal(expected, hours.Select(hour => (double)unit.SecondsOf(hour)!.Value));
    }
}
