"""What PyTorch and JAX give at the points of edge-points.md; prints the tables with their columns as measured.

    pip install torch jax
    python docs/edge-points.py           # what differs from what the page says
    python docs/edge-points.py --write   # writes the columns

A column says "same" where the gradient is gradc's, "none" where there is no such function.
"""

import argparse
import math
import pathlib
import re

PAGE = pathlib.Path(__file__).with_name("edge-points.md")


def jax_functions():
    import jax
    import jax.numpy as jnp
    from jax import lax

    jax.config.update("jax_enable_x64", True)
    functions = {
        "x / y": lambda x, y: x / y,
        "x * y": lambda x, y: x * y,
        "fma": lambda a, b, c: a * b + c,
        "x % y": lax.rem,
        "abs": jnp.abs,
        "max": jnp.maximum,
        "min": jnp.minimum,
        "clamp": lambda x, low, high: lax.clamp(low, x, high),
        "sqrt": jnp.sqrt,
        "cbrt": jnp.cbrt,
        "pow": lax.pow,
        "exp": jnp.exp,
        "expm1": jnp.expm1,
        "log": jnp.log,
        "log10": jnp.log10,
        "log1p": jnp.log1p,
        "sin": jnp.sin,
        "cos": jnp.cos,
        "tan": jnp.tan,
        "asin": jnp.arcsin,
        "acos": jnp.arccos,
        "atan": jnp.arctan,
        "sinh": jnp.sinh,
        "cosh": jnp.cosh,
        "tanh": jnp.tanh,
        "toRadians": jnp.deg2rad,
        "toDegrees": jnp.rad2deg,
        "hypot": jnp.hypot,
        "atan2": jnp.arctan2,
        "copySign": jnp.copysign,
        "signum": jnp.sign,
        "floor": jnp.floor,
        "ceil": jnp.ceil,
        "rint": jnp.round,
        "nextAfter": jnp.nextafter,
        "scalb": lambda x, n: jnp.ldexp(x, n.astype(int)),
        "detach": lax.stop_gradient,
    }

    def gradient(function, point):
        arguments = [jnp.asarray(x, dtype=jnp.float64) for x in point]
        return [float(x) for x in jax.grad(function, argnums=tuple(range(len(point))))(*arguments)]

    return functions, gradient, lambda condition, a, b: jnp.where(condition, a, b)


def torch_functions():
    import torch

    functions = {
        "x / y": lambda x, y: x / y,
        "x * y": lambda x, y: x * y,
        "fma": lambda a, b, c: a * b + c,
        "x % y": torch.fmod,
        "abs": torch.abs,
        "max": lambda a, b: torch.maximum(torch.as_tensor(a).double(), torch.as_tensor(b).double()),
        "min": lambda a, b: torch.minimum(torch.as_tensor(a).double(), torch.as_tensor(b).double()),
        "clamp": torch.clamp,
        "sqrt": torch.sqrt,
        "pow": torch.pow,
        "exp": torch.exp,
        "expm1": torch.expm1,
        "log": torch.log,
        "log10": torch.log10,
        "log1p": torch.log1p,
        "sin": torch.sin,
        "cos": torch.cos,
        "tan": torch.tan,
        "asin": torch.asin,
        "acos": torch.acos,
        "atan": torch.atan,
        "sinh": torch.sinh,
        "cosh": torch.cosh,
        "tanh": torch.tanh,
        "toRadians": torch.deg2rad,
        "toDegrees": torch.rad2deg,
        "hypot": lambda x, y: torch.hypot(x, torch.as_tensor(y).double()),
        "atan2": torch.atan2,
        "copySign": torch.copysign,
        "signum": torch.sgn,
        "floor": torch.floor,
        "ceil": torch.ceil,
        "rint": torch.round,
        "nextAfter": torch.nextafter,
        "scalb": torch.ldexp,
        "detach": lambda x: x.detach(),
    }

    def gradient(function, point):
        arguments = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in point]
        function(*arguments).backward()
        return [0.0 if x.grad is None else x.grad.item() for x in arguments]

    return functions, gradient, lambda condition, a, b: torch.where(condition, a, b)


def number(text):
    return float(text.replace("NaN", "nan"))


def numbers(text):
    return [number(part) for part in text.strip("`").split(", ")]


def java(x):
    """As the page writes numbers."""
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return str(int(x)) if x == int(x) and abs(x) < 1e6 else repr(x)


def equal(a, b):
    return (math.isnan(a) and math.isnan(b)) or a == b or abs(a - b) <= 1e-15 * max(1, abs(a), abs(b))


def function_of(operation, functions, where):
    """An operation of the first table, or an expression of the second."""
    if operation in functions:
        return functions[operation]
    call = re.fullmatch(r"(\w+)\([\w, ]*\)", operation)
    if call:
        return functions.get(call.group(1))
    text = operation.replace("Math.", "")
    text = re.sub(r"(.+) \? (.+) : (.+)", r"where(\1, \2, \3)", text)
    names = {key: value for key, value in functions.items() if key.isidentifier()}
    names["where"] = where
    names["toInt"] = lambda x: functions["detach"](functions["floor"](x))
    text = text.replace("(int) x", "toInt(x)")
    return eval(("lambda x, y: " if "y" in text else "lambda x: ") + text, names)


def measured(cells, functions, gradient, where):
    operation = cells[1].strip().strip("`")
    point, own = numbers(cells[2].strip()), numbers(cells[4].strip())
    function = function_of(operation, functions, where)
    if function is None:
        return "none"
    try:
        theirs = gradient(function, point)
    except NotImplementedError:
        return "none"
    if all(equal(a, b) for a, b in zip(own, theirs)):
        return "same"
    return "`" + ", ".join(java(x + 0.0) for x in theirs) + "`"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--write", action="store_true")
    write = options.parse_args().write
    torch, jax = torch_functions(), jax_functions()
    lines = PAGE.read_text().split("\n")
    for i, line in enumerate(lines):
        if not line.startswith("| `"):
            continue
        cells = line.split("|")
        for column, library in ((5, torch), (6, jax)):
            found = measured(cells, *library)
            if cells[column].strip() != found:
                print(f"{cells[1].strip()} at {cells[2].strip()}: {cells[column].strip()} is {found}")
                cells[column] = f" {found} "
        lines[i] = "|".join(cells)
    if write:
        PAGE.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
