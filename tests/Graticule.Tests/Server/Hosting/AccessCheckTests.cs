using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Access;
using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Hosting;

public sealed class AccessCheckTests
{
    private static readonly IssuerOptions Good = new("login", "https://login.example.org/realms/maps");

    private static readonly ServerOptions Fine = new() { Access = AccessMode.Token, Oidc = new() { Issuers = [Good], Audiences = ["maps"] } };

    [Theory]
    [InlineData("https://login.example.org")]
    [InlineData("https://login.example.org/")]
    [InlineData("http://localhost:4593/api/oidc")]
    [InlineData("http://127.0.0.1:4593")]
    [InlineData("http://[::1]:4593")]
    public void Issuers_are_https_or_on_this_machine(string url) => OptionCheck.Check(With([new("login", url)]));

    [Theory]
    [InlineData("http://login.example.org")]
    [InlineData("ftp://login.example.org")]
    [InlineData("https://login.example.org?realm=maps")]
    [InlineData("https://login.example.org#maps")]
    [InlineData("https://user:secret@login.example.org")]
    [InlineData("login")]
    public void Other_addresses_are_refused(string url) => Refused(With([new("login", url)]), "https address");

    [Fact]
    public void Each_mode_needs_what_it_is_about()
    {
        OptionCheck.Check(Fine);
        OptionCheck.Check(Fine with { Access = AccessMode.Mixed, Urls = "http://0.0.0.0:8080" });
        Refused(Fine with { Access = AccessMode.Keys }, "--auth token");
        Refused(Fine with { Oidc = new() }, "--oidc-issuer");
        Refused(Fine with { Oidc = Fine.Oidc with { Audiences = [] } }, "--oidc-audience");
        Refused(Fine with { Oidc = Fine.Oidc with { ClockSkew = TimeSpan.FromHours(1) } }, "600 seconds");
        Refused(Fine with { Oidc = Fine.Oidc with { EveryToken = Scopes.All } }, "administrator");
        Refused(Fine with { Access = AccessMode.Open, Urls = "http://0.0.0.0:8080" }, "loopback");
    }

    [Fact]
    public void Issuers_are_told_apart()
    {
        OptionCheck.Check(With([Good, new("other", "https://login.example.org/realms/other")]));
        Refused(With([Good, new("login", "https://login.example.org/realms/other")]), "NAME=URL");
        Refused(With([Good, Good with { Name = "other" }]), "twice");
        Refused(With([Good with { Name = "a@b" }]), "name");
        Refused(With([Good with { IntrospectionClient = "graticule" }]), "both");
    }

    private static ServerOptions With(IReadOnlyList<IssuerOptions> issuers) => Fine with { Oidc = Fine.Oidc with { Issuers = issuers } };

    private static void Refused(ServerOptions options, string expected) =>
        Assert.Contains(expected, Assert.Throws<ProblemException>(() => OptionCheck.Check(options)).Message, StringComparison.Ordinal);
}
