using System.Net;
using Graticule.Jobs;
using Graticule.Jobs.Inputs;

namespace Graticule.Tests.Jobs.Inputs;

public sealed class FetchPolicyTests
{
    [Theory]
    [InlineData("data.example.org", "https://data.example.org/a.tif", true)]
    [InlineData("data.example.org", "https://DATA.example.org/a.tif", true)]
    [InlineData("data.example.org", "https://example.org/a.tif", false)]
    [InlineData("data.example.org", "https://data.example.org.evil.net/a.tif", false)]
    [InlineData("*.example.org", "https://a.b.example.org/", true)]
    [InlineData("*.example.org", "https://example.org/", false)]
    [InlineData("*.example.org", "https://evilexample.org/", false)]
    [InlineData("data.example.org:8443", "https://data.example.org/", false)]
    [InlineData("data.example.org:8443", "https://data.example.org:8443/", true)]
    [InlineData("192.0.2.0/24", "http://192.0.2.7/", true)]
    [InlineData("[2001:db8::7]:8000", "http://[2001:db8::7]:8000/", true)]
    public void A_list_of_hosts_names_the_only_ones(string rule, string url, bool isAllowed)
    {
        var policy = new FetchPolicy { Hosts = [HostRule.Parse(rule)] };

        Assert.Equal(isAllowed, policy.Refuse(new(url)) is null);
    }

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.2.3", 80, true)]
    [InlineData("10.1.0.0/16", "10.2.2.3", 80, false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", 80, true)]
    [InlineData("fd00::/8", "fd12::1", 80, true)]
    [InlineData("10.1.2.3:8080", "10.1.2.3", 80, false)]
    [InlineData("10.1.2.3:8080", "10.1.2.3", 8080, true)]
    [InlineData("nas.lan", "192.168.7.7", 80, true)]
    [InlineData("other.lan", "192.168.7.7", 80, false)]
    public void A_private_address_needs_an_entry(string rule, string address, int port, bool isAllowed)
    {
        var policy = new FetchPolicy { PrivateHosts = [HostRule.Parse(rule)] };

        Assert.Equal(isAllowed, policy.Allows("nas.lan", IPAddress.Parse(address), port));
        Assert.False(new FetchPolicy().Allows("nas.lan", IPAddress.Parse(address), port));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a.tif")]
    [InlineData("gopher://example.org/")]
    public void Other_schemes_are_refused(string url) => Assert.Equal(ProblemKind.Forbidden, new FetchPolicy().Refuse(new(url))?.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("*.")]
    [InlineData("http://example.org")]
    [InlineData("10.0.0.0/33")]
    public void A_rule_that_is_none_is_refused(string rule) => Assert.Throws<ProblemException>(() => HostRule.Parse(rule));
}
