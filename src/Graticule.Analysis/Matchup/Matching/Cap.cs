namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// The places whose verticals lie within an angle of one's: a cap of the sphere of verticals. As no path turns its vertical faster than the greatest
/// curvature times its length, all that are within a distance lie in the cap of the angle that belongs to it.
/// </summary>
internal readonly struct Cap
{
    private readonly double _sine;
    private readonly double _cosine;
    private readonly double _rim;
    private readonly double _widest;
    private readonly double _half;

    public Cap(double latitude, double longitude, double degrees)
    {
        (Latitude, Degrees) = (latitude, degrees);
        var turned = longitude - (Math.Floor(longitude / 360) * 360);
        Longitude = turned >= 360 ? 0 : turned;
        HasPole = Math.Abs(latitude) + degrees >= 90;
        if (HasPole)
        {
            return;
        }

        // The cap is widest where a meridian touches its rim.
        (_sine, _cosine) = Ellipsoid.Turn(latitude);
        (var sine, _rim) = Ellipsoid.Turn(degrees);
        _widest = Math.Asin(_sine / _rim) * (180 / Math.PI);
        _half = (Math.Asin(sine / _cosine) * (180 / Math.PI)) + 1e-6;
    }

    public double Latitude { get; }

    /// <summary>From 0 to below 360.</summary>
    public double Longitude { get; }

    public double Degrees { get; }

    public bool HasPole { get; }

    /// <summary>Degrees of longitude, on either side, that it spans between two parallels.</summary>
    /// <param name="south">Degrees.</param>
    /// <param name="north">Degrees.</param>
    public double HalfWidth(double south, double north)
    {
        if (HasPole)
        {
            return 180;
        }

        if (_widest >= south && _widest <= north)
        {
            return _half;
        }

        var (sine, cosine) = Ellipsoid.Turn(_widest < south ? south : north);
        var turn = (_rim - (_sine * sine)) / (_cosine * cosine);
        return turn >= 1 ? 1e-6 : turn <= -1 ? 180 : (Math.Acos(turn) * (180 / Math.PI)) + 1e-6;
    }
}
