using System.Net;
using WorkflowAlerts.Connecting;

namespace WorkflowAlerts.Tests.Connecting;

public sealed class DirectLoopbackTests
{
    private static readonly NetworkCredential Credentials = new("user", "s3cr3t");
    private readonly DirectLoopback _proxy = new(() => new WebProxy("http://proxy.example:3128", BypassOnLocal: false) { Credentials = Credentials });

    [Theory]
    [InlineData("http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData("http://127.8.8.8/x")]
    [InlineData("http://localhost:7071/x")]
    [InlineData("https://[::1]:8443/x")]
    public void This_machine_is_asked_without_a_proxy(string address)
    {
        Assert.Null(_proxy.GetProxy(new Uri(address)));
        Assert.True(_proxy.IsBypassed(new Uri(address)));
    }

    [Theory]
    [InlineData("https://hooks.slack.com/services/T0/B0/x")]
    [InlineData("http://azurite:10001/devstoreaccount1")]
    [InlineData("https://128.0.0.1/")]
    public void Others_are_asked_through_it(string address)
    {
        Assert.Equal(new Uri("http://proxy.example:3128"), _proxy.GetProxy(new Uri(address)));
        Assert.False(_proxy.IsBypassed(new Uri(address)));
        Assert.Same(Credentials, _proxy.Credentials);
    }
}
