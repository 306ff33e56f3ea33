using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Tests.Analysis.Matchup.Matching;

public sealed class FastDistanceTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(50_000)]
    [InlineData(200_000)]
    [InlineData(499_000)]
    [InlineData(5_000_000)]
    [InlineData(20_000_000)]
    public void It_is_within_a_millimetre_of_the_geodesic_anywhere(double metres)
    {
        var random = new Random(7);
        var worst = 0.0;
        for (var k = 0; k < 20_000; k++)
        {
            var (latitude, longitude, otherLatitude, otherLongitude) = Draw(random, metres);
            var exact = GeodesicDistance.Between(latitude, longitude, otherLatitude, otherLongitude);
            worst = Math.Max(worst, Math.Abs(exact - FastDistance.Between(latitude, longitude, otherLatitude, otherLongitude)));
        }

        Assert.InRange(worst, 0, 1e-3);
    }

    [Fact]
    public void The_bound_on_its_error_holds_and_is_not_loose()
    {
        var random = new Random(8);
        var most = 0.0;
        for (var k = 0; k < 100_000; k++)
        {
            var (latitude, longitude, otherLatitude, otherLongitude) = Draw(random, Math.Pow(10, 2 + (4.3 * random.NextDouble())));
            var exact = GeodesicDistance.Between(latitude, longitude, otherLatitude, otherLongitude);
            if (exact <= FastDistance.Known)
            {
                var fast = FastDistance.Between(Ellipsoid.Wgs84, Ellipsoid.Wgs84.At(latitude, longitude), Ellipsoid.Wgs84.At(otherLatitude, otherLongitude));
                most = Math.Max(most, Math.Abs(fast - exact) / FastDistance.Margin(exact));
            }
        }

        Assert.InRange(most, 0.5, 0.95);
    }

    [Fact]
    public void A_place_is_nowhere_from_itself()
    {
        Assert.Equal(0, FastDistance.Between(12.3, 45.6, 12.3, 45.6));
        Assert.Equal(0, FastDistance.Between(90, 0, 90, 0));
    }

    [Fact]
    public void Known_geodesics_are_met()
    {
        // Flinders Peak to Buninyong, as Geoscience Australia's technical manual gives it for GRS80, whose ellipsoid differs by less than 0.1 mm here.
        Assert.Equal(54972.271, GeodesicDistance.Between(-37.95103341666667, 144.42486788888888, -37.65282113888889, 143.92649552777777), 3);
        Assert.Equal(20003931.4586, GeodesicDistance.Between(90, 0, -90, 0), 4);
    }

    [Fact]
    public void On_the_sphere_a_degree_is_a_degree()
    {
        const double Degree = Math.PI / 180 * 6371008.8;

        Assert.Equal(Degree, GeodesicDistance.Between(EarthSurface.Sphere, 0, 179.5, 0, -179.5), 6);
        Assert.Equal(2 * Degree, GeodesicDistance.Between(EarthSurface.Sphere, 89, 0, 89, 180), 6);
        Assert.Equal(180 * Degree, GeodesicDistance.Between(EarthSurface.Sphere, 30, 10, -30, 190), 6);
        Assert.Equal(Degree * 1e-9, GeodesicDistance.Between(EarthSurface.Sphere, 30, 10, 30 + 1e-9, 10), 9);
    }

    private static (double Latitude, double Longitude, double OtherLatitude, double OtherLongitude) Draw(Random random, double metres)
    {
        var latitude = random.Next(10) switch { 0 => 90, 1 => -90, 2 => 0, 3 => 89.99, _ => Math.Asin((2 * random.NextDouble()) - 1) * 180 / Math.PI };
        var longitude = (random.NextDouble() * 720) - 360;
        var bearing = random.NextDouble() * 2 * Math.PI;
        var degrees = metres / 111_300;
        var otherLatitude = latitude + (degrees * Math.Cos(bearing));
        var isOver = Math.Abs(otherLatitude) > 90;
        var other = isOver ? Math.Clamp((Math.Sign(otherLatitude) * 180) - otherLatitude, -90, 90) : otherLatitude;
        var turn = degrees * Math.Sin(bearing) / Math.Max(1e-3, Math.Cos(Math.Max(Math.Abs(latitude), Math.Abs(other)) * Math.PI / 180));
        return (latitude, longitude, other, longitude + turn + (isOver ? 180 : 0));
    }
}
