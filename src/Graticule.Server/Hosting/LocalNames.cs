namespace Graticule.Server.Hosting;

/// <summary>
/// A server without keys answers only to names of this machine. Its address is no secret: a page on the web could point a name of its own at
/// 127.0.0.1, and the operator's browser would carry its requests here as that page's own (DNS rebinding).
/// </summary>
internal static class LocalNames
{
    public static void Configure(IServiceCollection services, ServerOptions options)
    {
        if (options.Access == AccessMode.Open)
        {
            string[] known = ["localhost", "127.0.0.1", "[::1]"];
            services.AddHostFiltering(filter => filter.AllowedHosts = options.PublicUrl is { } url ? [.. known, url.Host] : known);
        }
    }

    public static void Use(IApplicationBuilder app, ServerOptions options)
    {
        if (options.Access == AccessMode.Open)
        {
            app.UseHostFiltering();
        }
    }
}
