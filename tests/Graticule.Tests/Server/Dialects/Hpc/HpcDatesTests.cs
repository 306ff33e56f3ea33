using Graticule.Server.Dialects.Hpc;

namespace Graticule.Tests.Server.Dialects.Hpc;

public sealed class HpcDatesTests
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(2023, 6, 19, 14, 5, 6, TimeSpan.FromHours(2)).AddTicks(1_234_567);

    [Fact]
    public void They_are_UTC_with_six_digits()
    {
        Assert.Equal("2023-06-19T12:05:06.123456+00:00", HpcDates.WithOffset(Moment));
        Assert.Equal("2023-06-19T12:05:06.123456Z", HpcDates.WithZ(Moment));
        Assert.Equal("1970-01-01T00:00:00.000000Z", HpcDates.WithZ(DateTimeOffset.UnixEpoch));
    }
}
