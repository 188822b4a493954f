using System.Buffers.Text;
using System.Text;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class AccessTokenExpiryTests
{
    [Theory]
    [InlineData("""{"exp":1781841600}""", 1781841600L)]
    [InlineData("""{"exp":1781841600.75,"iat":1}""", 1781841600L)]
    [InlineData("""{"exp":"1781841600"}""", null)]
    [InlineData("""{"exp":1e300}""", null)]
    [InlineData("""{"iat":1}""", null)]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    public void The_expiry_of_a_JWT_is_read_from_its_claims(string claims, long? seconds) =>
        Assert.Equal(seconds, AccessTokenExpiry.Of($"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln\n")?.ToUnixTimeSeconds());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.!!.c")]
    [InlineData("..")]
    public void A_token_that_is_no_JWT_has_no_known_expiry(string? token) => Assert.Null(AccessTokenExpiry.Of(token));
}
