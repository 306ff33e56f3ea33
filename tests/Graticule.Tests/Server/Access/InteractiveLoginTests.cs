using Graticule.Server.Hosting;
using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Access;

/// <summary>Logging in on the interactive page, in a real browser, at a real provider.</summary>
public sealed class InteractiveLoginTests(Glewlwyd provider) : IClassFixture<Glewlwyd>
{
    [SkippableTheory]
    [InlineData("authorizationCode")]
    [InlineData("implicit")]
    public async Task The_page_logs_in_at_the_provider_and_sends_the_token(string flow)
    {
        Skip.If(provider.Missing is not null, provider.Missing);
        Skip.IfNot(Chromium.IsInstalled, "chromium is not installed (Debian package of that name).");
        await using var server = await RunningServer.StartAsync(options => options with
        {
            Urls = provider.Origin,
            Access = AccessMode.Token,
            Oidc = provider.Options with
            {
                // What the provider's own page adds once the user has agreed; here the user has agreed before.
                LoginParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["resource"] = Glewlwyd.Resource, ["g_continue"] = "1" },
            },
        });
        await using var browser = await Chromium.StartAsync();
        var signIn = await browser.OpenAsync(new Uri(new(provider.Issuer), "/config").ToString());
        await browser.WaitAsync(signIn, "document.body && location.pathname === '/config'");
        await browser.RunAsync(signIn, """
            (async () => {
              const send = (method, path, body) => fetch('/api' + path, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
              await send('POST', '/auth/', {username: 'alice', password: 'alice-password'});
              await send('PUT', '/auth/grant/page', {scope: 'openid'});
            })()
            """);

        var page = await browser.OpenAsync(provider.Origin + "/swagger-ui/oapip/index.html");
        await browser.WaitAsync(page, "document.querySelector('.auth-wrapper .btn.authorize')");
        await browser.RunAsync(page, "document.querySelector('.auth-wrapper .btn.authorize').click()");
        var form = $"[...document.querySelectorAll('.auth-container')].find(one => one.textContent.includes('Flow: {flow}') || one.textContent.includes('{flow}'))";
        await browser.WaitAsync(page, form);
        Assert.Equal("page", (string?)await browser.RunAsync(page, $"{form}.querySelector('input[type=text]').value"));
        await browser.RunAsync(page, $"{form}.querySelector('button.authorize').click()");
        await browser.WaitAsync(page, "ui.authSelectors.authorized().toJS().oauth2?.token?.access_token");

        await browser.RunAsync(page, "document.querySelector('.btn-done').click()");
        await browser.RunAsync(page, "document.querySelector('.opblock-get [data-path=\"/jobs\"]').click()");
        var operation = "document.querySelector('[data-path=\"/jobs\"]').closest('.opblock')";
        await browser.WaitAsync(page, $"{operation}.querySelector('.try-out__btn')");
        await browser.RunAsync(page, $"{operation}.querySelector('.try-out__btn').click()");
        await browser.WaitAsync(page, $"{operation}.querySelector('.execute')");
        await browser.RunAsync(page, $"{operation}.querySelector('.execute').click()");
        await browser.WaitAsync(page, $"{operation}.querySelector('.live-responses-table .response-col_status')");
        Assert.StartsWith("200", (string?)await browser.RunAsync(page, $"{operation}.querySelector('.live-responses-table tbody .response-col_status').innerText"), StringComparison.Ordinal);
    }
}
